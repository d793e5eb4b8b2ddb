package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/**
 * The folder of one arm, for the one process that runs it. Not safe for use by several threads.
 * Other files in the folder, such as checkpoints, are left alone.
 */
public final class ArmFolder implements AutoCloseable {
  private final ArmPath place;
  private Optional<ArmObserver> observer = Optional.empty();
  private FolderLock lock;
  private LineFile events;
  private String owner;

  /** Nanoseconds of a clock that is never set, and its reading when the log was opened. */
  private final LongSupplier clock;

  private long opened;

  ArmFolder(ArmPath place) {
    this(place, System::nanoTime);
  }

  ArmFolder(ArmPath place, LongSupplier clock) {
    this.place = place;
    this.clock = clock;
  }

  /** Where its files lie; the folder exists. */
  public ArmPath place() {
    return place;
  }

  /**
   * The result of a finished run.
   *
   * @return empty while there is none
   * @throws StoreException if the file is damaged, or not the one that was written
   */
  public Optional<ArmResult> result() {
    return ArmRecord.resultIn(place);
  }

  /**
   * Registers an observer of everything that is written from here on.
   *
   * @param added the observer; it replaces an earlier one
   */
  public void observe(ArmObserver added) {
    observer = Optional.of(added);
  }

  /** Whether something had happened before this start of the run; known once it was started. */
  public boolean hasEvents() {
    return events != null && events.goesOn();
  }

  /** Whether a run has begun here, finished or not. */
  public boolean hasStarted() {
    return Files.exists(place.run());
  }

  /**
   * Begins, or goes on with, the run of this folder: takes the folder's lock, writes {@code
   * run.json} unless it exists, and opens the event log. A last line torn by a kill is cut off. An
   * existing {@code run.json} is not changed: it names the environment of the first start.
   *
   * @param spec the specification that this folder was asked for with
   * @param environment where it runs
   * @throws StoreWriteException if another process runs this arm, or the folder cannot be written
   */
  public void start(RunSpec spec, Environment environment) {
    start(spec, environment, () -> {});
  }

  /**
   * As {@link #start(RunSpec, Environment)}. A process that runs this arm and is about to end, such
   * as one whose parent was killed, is waited for, for a few seconds.
   *
   * @param spec the specification that this folder was asked for with
   * @param environment where it runs
   * @param whileWaiting called again and again; what it throws ends the waiting
   */
  public void start(RunSpec spec, Environment environment, Runnable whileWaiting) {
    lock = FolderLock.take(place.path(), whileWaiting);
    AtomicFiles.sweep(place.path());
    AtomicFiles.sweep(place.weights());
    boolean goesOn = hasStarted();
    if (!goesOn) {
      AtomicFiles.write(place.run(), SealedJson.write(RunFile.of(spec, environment)));
    }
    RunFile run = ArmReader.readRun(place.run());
    owner = run.spec().owner();
    events =
        LineFile.open(
            place.events(), RecordKind.EVENTS, LineChain.of(place.events(), owner, run.sealed()));
    if (!Files.exists(place.result())) {
      // Of an end that was broken off: from here on it no longer fits.
      RecordManifest.delete(place.path());
    }
    opened = clock.getAsLong();
    observer.ifPresent(one -> one.started(place, spec, environment, goesOn));
  }

  /**
   * Writes one line into the event log and flushes it.
   *
   * @param event what happened
   * @throws StoreWriteException if it cannot be written, or would be lost, since the log or the
   *     lock was removed or replaced
   */
  public void append(Event event) {
    if (events == null) {
      throw new IllegalStateException(
          "start the run in " + place.path() + " before its first event");
    }
    lock.requireHeld();
    events.append(timed(event));
    observer.ifPresent(one -> one.appended(event));
  }

  private ObjectNode timed(Event event) {
    ObjectNode line = RecordJson.mapper().valueToTree(event);
    return line.put(Event.CLOCK, TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - opened));
  }

  /**
   * Writes the histogram of a moment; an earlier one of the same moment is replaced.
   *
   * @param histogram the layer at that moment
   */
  public void writeWeights(WeightHistogram histogram) {
    AtomicFiles.createFolder(place.weights());
    AtomicFiles.write(place.weights(histogram.moment()), SealedJson.write(histogram));
    observer.ifPresent(one -> one.weightsWritten(histogram));
  }

  /**
   * Writes the predicted classes of the test split to {@code predictions.csv}.
   *
   * @param predictions one for each example, each with its rank
   * @throws java.util.NoSuchElementException if one has no rank
   */
  public void writePredictions(List<Prediction> predictions) {
    PredictionFile.write(place.predictions(), predictions);
  }

  /**
   * Writes the predicted sentences of the test split to {@code sentences.jsonl}; an earlier file is
   * replaced. Where every sentence has exactly one reference, and no word has a meaning of its own
   * in NIST's trn format, {@code ref.trn} and {@code hyp.trn} for sclite are written too; for a
   * named test set, {@code ref-93.trn} and {@code hyp-93.trn}.
   *
   * @param sentences one for each example
   */
  public void writeSentences(List<SentencePrediction> sentences) {
    SentenceFile.write(place.sentences(), sentences);
    TrnFile.writeAll(place, sentences);
  }

  /**
   * Ends the run: from here on it counts as finished and is skipped. Everything else must have been
   * written: the event log is closed, a manifest of all files is written, and then the result. So a
   * kill leaves a run that goes on, and never a result that nothing vouches for.
   *
   * @param result what came out
   * @throws StoreWriteException if there is a result already
   */
  public void finish(ArmResult result) {
    if (Files.exists(place.result())) {
      throw new StoreWriteException(
          place.result() + " exists and is never overwritten: use --fresh for a new folder");
    }
    if (events == null) {
      throw new IllegalStateException("start the run in " + place.path() + " before it ends");
    }
    events.finish();
    events = null;
    byte[] bytes = json(result);
    RecordManifest.write(place.path(), owner, Map.of(StoreLayout.RESULT, bytes));
    AtomicFiles.write(place.result(), bytes);
    observer.ifPresent(one -> one.finished(result));
  }

  /** Closes the event log and gives the lock back. */
  @Override
  public void close() {
    try {
      if (events != null) {
        events.close();
        events = null;
      }
      if (lock != null) {
        lock.close();
        lock = null;
        observer.ifPresent(ArmObserver::closed);
      }
    } catch (IOException e) {
      throw WriteFailure.of(place.events(), e);
    }
  }

  static byte[] json(Object value) {
    try {
      String text = RecordJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }
}
