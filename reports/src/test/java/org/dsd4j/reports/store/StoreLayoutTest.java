package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreLayoutTest {
  private static final StoreLayout STORE = new StoreLayout(Path.of("runs"));
  private static final ArmPath ARM =
      STORE.row("embedded", "resnet18").engine("PyTorch").seed(3, 2).arm("dsd");

  @Test
  void namesOnDiskStayAsTheyAre() {
    assertEquals(Path.of("runs/embedded/resnet18/PyTorch/3.2/dsd/run.json"), ARM.run());
    assertEquals(Path.of("runs/embedded/resnet18/PyTorch/3.2/dsd/events.jsonl"), ARM.events());
    assertEquals(Path.of("result.json"), ARM.result().getFileName());
    assertEquals(Path.of("dsd/weights/dense.json"), lastOf(ARM.weights("dense"), 3));
    assertEquals(Path.of("predictions.csv"), ARM.predictions().getFileName());
    assertEquals(Path.of("sentences.jsonl"), ARM.sentences().getFileName());
    assertEquals(Path.of("ref.trn"), ARM.references("").getFileName());
    assertEquals(Path.of("hyp-93.trn"), ARM.hypotheses("93").getFileName());
    assertEquals(Path.of("checkpoint.safetensors"), ARM.checkpoint().getFileName());
    assertEquals(Path.of("final.safetensors"), ARM.finalWeights().getFileName());
    assertEquals(Path.of("resnet18/samples.png"), lastOf(ARM.row().samples(), 2));
    assertEquals(Path.of("resnet18/examples/7.png"), lastOf(ARM.row().example(7), 3));
    SensitivityPath analysis = ARM.seed().sensitivity();
    assertEquals(Path.of("3.2/sensitivity/sensitivity.json"), lastOf(analysis.spec(), 3));
    assertEquals(Path.of("3.2/sensitivity/points.jsonl"), lastOf(analysis.points(), 3));
    assertEquals(Path.of("runs/report"), STORE.report());
    CachePath cache = STORE.cache();
    assertEquals(Path.of("runs/cache/cnn-1f/weights.safetensors"), cache.networkWeights("1f"));
    assertEquals(
        Path.of("runs/cache/cnn-1f/checkpoint.safetensors"), cache.networkCheckpoint("1f"));
    assertEquals(Path.of("runs/cache/features-1f.safetensors"), cache.features("1f"));
  }

  @Test
  void everyStepLeadsBack() {
    assertEquals(STORE, ARM.store());
    assertEquals(STORE.row("embedded", "resnet18"), ARM.row());
    assertEquals("embedded", ARM.row().scale());
    assertEquals("resnet18", ARM.row().name());
    assertEquals("PyTorch", ARM.seed().engine().name());
    assertEquals("3.2", ARM.seed().name());
    assertEquals("dsd", ARM.name());
    assertEquals(ARM.row(), ARM.seed().sensitivity().row());
  }

  @Test
  void anArmOfARelativePathHasASeed() {
    String here = Path.of("").toAbsolutePath().getFileName().toString();

    assertEquals(here, new ArmPath(Path.of("dsd")).seed().name());
  }

  @Test
  void recordsAreWhatAReportIsMadeOf() {
    assertTrue(StoreLayout.isRecord("embedded/resnet18/PyTorch/3/dsd/run.json"));
    assertTrue(StoreLayout.isRecord("embedded/resnet18/PyTorch/3/dsd/weights/dense.json"));
    assertTrue(StoreLayout.isRecord("embedded/resnet18/PyTorch/3/sensitivity/points.jsonl"));
    assertTrue(StoreLayout.isRecord("embedded/resnet18/samples.png"));
    assertTrue(StoreLayout.isRecord("embedded/neuraltalk/examples/12.png"));
    assertFalse(StoreLayout.isRecord("embedded/neuraltalk/examples/a.png"));
    assertFalse(StoreLayout.isRecord("embedded/resnet18/PyTorch/3/dsd/final.safetensors"));
    assertFalse(StoreLayout.isRecord("embedded/resnet18/PyTorch/3/dsd/lock"));
    assertFalse(StoreLayout.isRecord("report/charts/resnet18/a.svg"));
  }

  private static Path lastOf(Path path, int names) {
    return path.subpath(path.getNameCount() - names, path.getNameCount());
  }
}
