package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reproductions.row.Request;

/**
 * How rows are run.
 *
 * @param request scale, data and length
 * @param engine the engine as DJL spells it
 * @param threads the threads of one operation, at least 1
 * @param device where it computes
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
    DeviceChoice device,
    int seeds,
    List<String> arms,
    Path out,
    boolean fresh,
    Duration checkpointEvery) {
  /**
   * Says what is asked of a row as words of a command line, without what the command itself adds.
   *
   * @param verb the command
   * @param row the id of the row
   * @return such as {@code run resnet18 --scale embedded --seeds 3}, word by word
   */
  public List<String> words(String verb, String row) {
    List<String> words = new ArrayList<>(List.of(verb, row));
    words.addAll(List.of("--scale", request.scale().id(), "--seeds", Integer.toString(seeds)));
    request.data().ifPresent(data -> words.addAll(List.of("--data", data.toString())));
    if (request.epochsFactor() != 1) {
      words.addAll(List.of("--epochs-factor", Double.toString(request.epochsFactor())));
    }
    request.width().ifPresent(width -> words.addAll(List.of("--width", Integer.toString(width))));
    request.init().ifPresent(file -> words.addAll(List.of("--init", file.toString())));
    request.pictures().ifPresent(dir -> words.addAll(List.of("--pictures", dir.toString())));
    if (request.beam() != 1) {
      words.addAll(List.of("--beam", Integer.toString(request.beam())));
    }
    if (request.precision() != Precision.SINGLE) {
      words.addAll(List.of("--precision", request.precision().id()));
    }
    if (!device.equals(DeviceChoice.CPU)) {
      words.addAll(List.of("--device", device.name()));
    }
    request.languageModel().ifPresent(lm -> words.addAll(List.of("--lm", lm.toString())));
    return words;
  }
}
