package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of sentences, on RMSProp. */
@Tag("slow")
class KilledCaptionRunTest {
  @TempDir private Path dir;

  @Test
  void endsAsAnUndisturbedOne() throws Exception {
    new KilledRun(dir, "neuraltalk", "0.01", "bleu-4", "sentences.jsonl").requireSameEnd();
  }
}
