package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.kit.engine.StartedEngine;

/**
 * Where an experiment gets ready.
 *
 * @param engine the started engine and its device
 * @param threads the threads of one operation, at least 1
 * @param cache a folder for what takes long to compute and is the same for every seed and arm; made
 *     when it is needed
 * @param progress told in lines what is being done
 * @param watcher of any training that is done on the way: shows how far it is, and may stop it
 */
public record PreparationContext(
    StartedEngine engine,
    int threads,
    Path cache,
    Consumer<String> progress,
    DsdObserver watcher) {}
