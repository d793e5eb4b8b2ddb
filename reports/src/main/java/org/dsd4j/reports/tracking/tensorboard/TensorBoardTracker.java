package org.dsd4j.reports.tracking.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.text.Markdown;
import org.dsd4j.reports.tracking.LogPoint;
import org.dsd4j.reports.tracking.RunDescription;
import org.dsd4j.reports.tracking.RunTracker;
import org.dsd4j.reports.tracking.TrackedRun;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/** Writes event files below a folder. */
final class TensorBoardTracker implements RunTracker {
  /** Says whose folder it is: TensorBoard would draw two runs in one folder as one. */
  private static final String OWNER = "dsd-run.txt";

  private final Path root;
  private Optional<EventFile> file = Optional.empty();

  TensorBoardTracker(Path root) {
    this.root = root;
  }

  @Override
  public void begin(TrackedRun run) throws IOException {
    close();
    Path folder = folder(run);
    Instant now = Instant.now();
    EventFile events = EventFile.create(folder, now);
    file = Optional.of(events);
    if (run.goesOn()) {
      events.write(
          Event.newBuilder()
              .setWallTime(Summaries.seconds(now))
              .setStep(run.firstStep())
              .setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
    }
    text(new LogPoint(now, run.firstStep()), "configuration", RunDescription.markdown(run));
  }

  /** The run's folder; where the runs of another store stand, a new one beside it. */
  private Path folder(TrackedRun run) throws IOException {
    Path folder = root;
    for (String name : run.place()) {
      folder = folder.resolve(name);
    }
    Path own = folder;
    for (int attempt = 2; !isFree(own, run); attempt++) {
      own = folder.resolveSibling(folder.getFileName() + "." + attempt);
    }
    Files.createDirectories(own);
    Files.writeString(own.resolve(OWNER), run.key());
    return own;
  }

  private static boolean isFree(Path folder, TrackedRun run) throws IOException {
    Path owner = folder.resolve(OWNER);
    return !Files.exists(owner) || Files.readString(owner).strip().equals(run.key());
  }

  @Override
  public void log(LogPoint at, SortedMap<String, Double> figures) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    figures.forEach((tag, value) -> summary.addValue(Summaries.scalar(tag, value)));
    open().write(Summaries.event(at, summary));
  }

  @Override
  public void note(LogPoint at, String title, String text) throws IOException {
    text(at, title, Markdown.escape(text));
  }

  @Override
  public void weights(LogPoint at, WeightHistogram histogram) throws IOException {
    Summary.Value value = Summaries.histogram("weights/" + histogram.moment(), histogram);
    open().write(Summaries.event(at, Summary.newBuilder().addValue(value)));
  }

  private void text(LogPoint at, String tag, String markdown) throws IOException {
    Summary.Value value = Summaries.text(tag, markdown);
    open().write(Summaries.event(at, Summary.newBuilder().addValue(value)));
  }

  private EventFile open() {
    return file.orElseThrow(() -> new IllegalStateException("no run has begun"));
  }

  @Override
  public void flush() throws IOException {
    if (file.isPresent()) {
      file.get().flush();
    }
  }

  @Override
  public void end(LogPoint at, ArmResult result) throws IOException {
    text(at, "result", RunDescription.markdown(result));
    close();
  }

  @Override
  public void breakOff(LogPoint at) throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
      file = Optional.empty();
    }
  }
}
