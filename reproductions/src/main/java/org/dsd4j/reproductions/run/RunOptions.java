package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.PinnedKernels;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reports.text.CommandText;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Setting.Effect;
import org.dsd4j.reproductions.setting.Settings;

/**
 * How rows are run: the values of {@link RunSettings}, by name.
 *
 * @param settings the values; what is kept for all runs goes into the store unless they say where
 */
public record RunOptions(Settings settings) {
  /** Settles where the cache is. */
  public RunOptions {
    if (settings.get(RowSettings.CACHE).isEmpty()) {
      Path cache = new StoreLayout(settings.get(RunSettings.OUT)).cache().path();
      settings = settings.with(RowSettings.CACHE, Optional.of(cache));
    }
  }

  /**
   * Returns what is asked of the rows.
   *
   * @return scale, data and length
   */
  public Request request() {
    return new Request(settings);
  }

  /**
   * Returns the engine.
   *
   * @return its name as DJL spells it
   */
  public String engine() {
    return settings.get(RunSettings.ENGINE);
  }

  /**
   * Returns the threads of one operation.
   *
   * @return at least 1
   */
  public int threads() {
    return settings.get(RunSettings.THREADS);
  }

  /**
   * Returns the kernels that are pinned.
   *
   * @return empty where the libraries choose by the processor
   * @throws IllegalArgumentException when those of the engine cannot be pinned
   */
  public Optional<PinnedKernels> pinned() {
    return settings.get(RunSettings.REPRODUCIBLE)
        ? Optional.of(PinnedKernels.of(engine()))
        : Optional.empty();
  }

  /**
   * Returns where it computes.
   *
   * @return the device as the user named it
   */
  public DeviceChoice device() {
    return settings.get(RunSettings.DEVICE);
  }

  /**
   * Returns the number of seeds, counted from 1.
   *
   * @return at least 1
   */
  public int seeds() {
    return settings.get(RunSettings.SEEDS);
  }

  /**
   * Returns the arms to run, with those that they start from.
   *
   * @return their ids; empty for all
   */
  public List<String> arms() {
    return settings.get(RunSettings.ARMS);
  }

  /**
   * Returns the run store.
   *
   * @return the folder
   */
  public Path out() {
    return settings.get(RunSettings.OUT);
  }

  /**
   * Returns whether to start again in new folders.
   *
   * @return false to go on where runs were broken off
   */
  public boolean fresh() {
    return settings.get(RunSettings.FRESH);
  }

  /**
   * Returns the time between checkpoints.
   *
   * @return zero for one after every step
   */
  public Duration checkpointEvery() {
    return settings.get(RunSettings.CHECKPOINTS);
  }

  /**
   * Returns the same for the arms that are named.
   *
   * @param arms their ids
   * @return a copy
   */
  public RunOptions withArms(List<String> arms) {
    return new RunOptions(settings.with(RunSettings.ARMS, arms));
  }

  /**
   * Says the command line that asks for a row again, for records.
   *
   * @param verb the command, such as {@code run}
   * @param row the id of the row
   * @param declared the settings of the command, in the order in which they are named
   * @return such as {@code dsd run resnet18 --seeds 3 --scale embedded --threads 2}, for a shell
   */
  public String command(String verb, String row, List<Setting<?>> declared) {
    List<String> words = new ArrayList<>(List.of("dsd", verb, row));
    words.addAll(settings.words(declared, Effect.RESULT, Effect.EXECUTION));
    return CommandText.of(words);
  }

  /**
   * Says the command line of a process that runs one row and makes no report.
   *
   * @param row the id of the row
   * @return the words after {@code dsd}
   */
  public List<String> wordsOfProcess(String row) {
    List<String> words = new ArrayList<>(List.of("run", row));
    words.addAll(
        settings
            .with(RunSettings.JOBS, 1)
            .with(RunSettings.NO_REPORT, true)
            .words(RunSettings.RUN, Effect.values()));
    return words;
  }
}
