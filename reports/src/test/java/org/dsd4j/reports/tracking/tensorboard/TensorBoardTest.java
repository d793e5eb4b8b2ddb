package org.dsd4j.reports.tracking.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reports.tracking.ScriptedRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/** What TensorBoard finds, read back from the files by other code than what wrote them. */
class TensorBoardTest {
  private static final double TOLERANCE = 1e-6;

  @TempDir Path dir;
  private final List<String> warnings = new ArrayList<>();
  private Path logs;

  @BeforeEach
  void place() {
    logs = dir.resolve("logs");
  }

  @Test
  void theReaderKnowsTheChecksum() {
    // The check value of CRC-32C (RFC 3720).
    assertEquals(0xe3069283, RecordFrames.crc32c(RecordFrames.ascii("123456789")));
  }

  @Test
  void showsFiguresTextsAndHistograms() throws IOException {
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(dir.resolve("runs"), "sparse", tracking).whole();
    }
    assertEquals(List.of(), warnings);
    List<Event> events = RecordFrames.read(onlyFile(folder("sparse")));
    assertEquals("brain.Event:2", events.get(0).getFileVersion());
    assertTrue(events.stream().noneMatch(Event::hasSessionLog), "nothing to drop at a first start");

    SortedMap<Long, Float> loss = series(events, "train/loss");
    assertEquals(List.of(401L, 500L, 600L), List.copyOf(loss.keySet()), "steps of the whole plan");
    assertEquals(2.5f, loss.get(500L));
    assertEquals(List.of(500L), List.copyOf(series(events, "validation/top1-error").keySet()));
    assertEquals(Map.of(600L, 23.5f), series(events, "test/top1-error"));
    // 16 epochs of the dense phase, 8 of this one.
    assertEquals(20, series(events, "train/epoch").get(500L), TOLERANCE);
    assertEquals(0.3, series(events, "sparsity/all").get(401L), TOLERANCE);
    assertEquals(0.3, series(events, "sparsity/stage1").get(400L), TOLERANCE);
    assertEquals(1f, series(events, "phase/index").get(600L));
    // 99 steps and 3,168 examples in 9.9 seconds.
    assertEquals(10, series(events, "speed/steps-per-second").get(500L), TOLERANCE);
    assertEquals(320, series(events, "speed/examples-per-second").get(500L), 1e-4);
    assertFalse(series(events, "speed/steps-per-second").containsKey(401L), "no line before it");

    assertTrue(text(events, "configuration").contains("| weightDecay | 1.0E-4 |"));
    assertTrue(text(events, "configuration").contains("| images | ImageNet, 1.28 M |"));
    assertEquals(
        "sparse (sparse): 200 steps after step 400, learning rate 0.01, cosine to 0, 30 % of each"
            + " pruned layer is zero",
        text(events, "phase"));
    assertTrue(text(events, "result").startsWith("measured"));
    Summary.Value pruned = value(events, "weights/pruned");
    assertEquals(ScriptedRun.WEIGHTS, pruned.getHisto().getNum());
  }

  @Test
  void aHistogramKeepsEveryWeightInItsPlace() {
    WeightHistogram counted =
        new WeightHistogram("pruned", "fc", -1, 1, List.of(3L, 1L, 2L, 4L), 5, 6, 0, 21);
    HistogramProto shown = Summaries.histogram("weights/pruned", counted).getHisto();
    // Six values below the range in a bin of its own, five zeros with what begins at zero.
    assertEquals(List.of(6.0, 3.0, 1.0, 7.0, 4.0), shown.getBucketList());
    assertEquals(List.of(-1.0, -0.5, 0.0, 0.5, 1.0), shown.getBucketLimitList());
    assertEquals(-1.5, shown.getMin());
    assertEquals(1, shown.getMax());
    assertEquals(21, shown.getNum());
    assertEquals(
        6 * -1.25 + 3 * -0.75 + 1 * -0.25 + 2 * 0.25 + 4 * 0.75, shown.getSum(), TOLERANCE);
  }

  /** Read as TensorBoard does: what has the step of a START or a later one is dropped. */
  @Test
  void aRunThatGoesOnReplacesWhatWasLost() throws IOException {
    Path runs = dir.resolve("runs");
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(runs, "sparse", tracking).brokenOff();
    }
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(runs, "sparse", tracking).goesOn();
    }
    assertEquals(List.of(), warnings);
    List<Path> files = RecordFrames.files(folder("sparse"));
    assertEquals(2, files.size());
    List<Event> first = RecordFrames.read(files.get(0));
    List<Event> second = RecordFrames.read(files.get(1));
    assertTrue(series(first, "train/loss").containsKey(510L), "done, and lost with the process");
    Event start = second.stream().filter(Event::hasSessionLog).findFirst().orElseThrow();
    assertEquals(SessionLog.SessionStatus.START, start.getSessionLog().getStatus());
    assertEquals(501, start.getStep());
    assertEquals(0.3, series(second, "sparsity/all").get(600L), TOLERANCE, "masks of the start");

    List<Event> shown = new ArrayList<>(first);
    shown.removeIf(event -> event.getStep() >= start.getStep());
    shown.addAll(second);
    assertEquals(List.of(401L, 500L, 600L), List.copyOf(series(shown, "train/loss").keySet()));
    assertEquals(Map.of(600L, 23.5f), series(shown, "test/top1-error"));
  }

  @Test
  void twoStoresDoNotMeetInOneFolder() throws IOException {
    for (String store : List.of("a", "b")) {
      try (RunTracking tracking = tracking()) {
        new ScriptedRun(dir.resolve(store), "sparse", tracking).whole();
      }
    }
    assertEquals(1, RecordFrames.files(folder("sparse")).size());
    assertEquals(1, RecordFrames.files(folder("sparse.2")).size());
  }

  private RunTracking tracking() {
    return ScriptedRun.tracking(List.of("tensorboard:" + logs), warnings::add);
  }

  private Path folder(String arm) {
    return logs.resolve("embedded/resnet18/PyTorch/1").resolve(arm);
  }

  private static Path onlyFile(Path folder) throws IOException {
    List<Path> files = RecordFrames.files(folder);
    assertEquals(1, files.size());
    assertTrue(Files.size(files.get(0)) > 0);
    return files.get(0);
  }

  private static SortedMap<Long, Float> series(List<Event> events, String tag) {
    SortedMap<Long, Float> series = new TreeMap<>();
    for (Event event : events) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getTag().equals(tag)) {
          assertFalse(series.containsKey(event.getStep()), tag + " twice at " + event.getStep());
          series.put(event.getStep(), value.getSimpleValue());
        }
      }
    }
    return series;
  }

  private static String text(List<Event> events, String tag) {
    Summary.Value value = value(events, tag);
    assertEquals("text", value.getMetadata().getPluginData().getPluginName());
    return value.getTensor().getStringVal(0).toStringUtf8();
  }

  private static Summary.Value value(List<Event> events, String tag) {
    return events.stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> value.getTag().equals(tag))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tag + " for " + Specs.TOP1.id()));
  }
}
