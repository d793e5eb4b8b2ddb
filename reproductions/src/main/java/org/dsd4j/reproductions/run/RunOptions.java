package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dsd4j.reproductions.row.Request;

/**
 * How rows are run.
 *
 * @param request scale, data and length
 * @param engine the engine as DJL spells it
 * @param threads the threads of one operation, at least 1
 * @param seeds the number of seeds, counted from 1
 * @param arms the arms to run, with those that they start from; empty for all
 * @param out the run store
 * @param fresh whether to start again in new folders
 * @param checkpointEvery the time between checkpoints
 */
public record RunOptions(
    Request request,
    String engine,
    int threads,
    int seeds,
    List<String> arms,
    Path out,
    boolean fresh,
    Duration checkpointEvery) {}
