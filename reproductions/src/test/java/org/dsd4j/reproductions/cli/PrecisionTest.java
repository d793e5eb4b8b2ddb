package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.dsd4j.djl.checkpoint.TensorFile;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --precision double} through the command. */
@Tag("slow")
class PrecisionTest {
  private static final String[] DOUBLE = {"--precision", "double"};

  @TempDir private Path dir;

  private Said tiny(String command, String row, String... more) {
    List<String> args = new ArrayList<>(List.of(command, row, "--seeds", "1", "--threads", "1"));
    args.addAll(List.of("--epochs-factor", "0.02", "--out", dir.resolve("runs").toString()));
    args.addAll(List.of(more));
    return dsd(args.toArray(String[]::new));
  }

  private static String[] and(String... more) {
    return Stream.of(DOUBLE, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void isASettingOfTheRunAndADeviation() {
    String[] sparse = {"--width", "4", "--arms", "sparse"};
    Said said = tiny("run", "resnet18", and(sparse));
    assertEquals(0, said.code(), said.err());
    RunSpec spec = new RunStore(dir.resolve("runs")).load().arms().get(0).spec();
    assertEquals("double", spec.settings().get("precision"));
    assertTrue(spec.command().contains(" --precision double "), spec::command);
    assertEquals(
        List.of("double"),
        spec.deviations().stream()
            .filter(deviation -> deviation.setting().equals("precision"))
            .map(Deviation::here)
            .toList());
    assertTrue(losses().anyMatch(loss -> loss != (double) (float) loss), "losses are doubles");
    Path end = dir.resolve("runs/embedded/resnet18/PyTorch/1/sparse/final.safetensors");
    assertEquals("F64", TensorFile.read(end).tensors().get("weights/conv1.weight").type());

    Said again = tiny("run", "resnet18", and(sparse));
    assertTrue(again.out().contains("finished before, skipped"), again.out());
    Said single = tiny("run", "resnet18", sparse);
    assertEquals(4, single.code(), "a run in single precision is another run");
    assertTrue(single.err().contains("--fresh"), single.err());

    Said pruned =
        tiny(
            "sensitivity",
            "resnet18",
            and("--width", "4", "--points", "0,0.5", "--layers", "none", "--no-retrain"));
    assertEquals(0, pruned.code(), pruned.err());
    assertTrue(pruned.out().contains("uniform  50 %  pruned "), pruned.out());
  }

  private DoubleStream losses() {
    return new RunStore(dir.resolve("runs"))
        .load().arms().stream()
            .flatMap(record -> record.events().stream())
            .filter(Event.Step.class::isInstance)
            .mapToDouble(event -> ((Event.Step) event).loss());
  }

  @Test
  void singleIsNoSetting() {
    Said said = dsd("show", "resnet18", "--precision", "single");
    assertEquals(0, said.code(), said.err());
    assertFalse(said.out().contains("precision"), said.out());
    assertEquals(dsd("show", "resnet18").out(), said.out());
    Said wide = dsd("show", "resnet18", "--precision", "double");
    assertTrue(wide.out().contains("asked for with --precision double"), wide.out());
    assertRefused(2, "'half'", "run", "resnet18", "--precision", "half");
  }

  /** In single precision, with the weights rounded. */
  @Test
  void picturesAreCaptionedWithSuchARun() {
    Said ran = tiny("run", "neuraltalk", and("--arms", "baseline"));
    assertEquals(0, ran.code(), ran.err());
    Path row = dir.resolve("runs/embedded/neuraltalk");
    Path picture = row.resolve("examples/0.png");
    Said said =
        dsd("caption", "--run", row.resolve("PyTorch/1/baseline").toString(), picture.toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().startsWith(picture + ": "), said.out());
  }
}
