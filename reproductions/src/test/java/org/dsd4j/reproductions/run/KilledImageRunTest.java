package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of classes, on momentum SGD. */
@Tag("slow")
class KilledImageRunTest {
  @TempDir private Path dir;

  @Test
  void endsAsAnUndisturbedOne() throws Exception {
    new KilledRun(dir, "resnet18", "0.1", "top1-error", "predictions.csv").requireSameEnd();
  }
}
