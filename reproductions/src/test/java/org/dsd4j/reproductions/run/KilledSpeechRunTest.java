package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of utterances of any length. */
@Tag("slow")
class KilledSpeechRunTest {
  @TempDir private Path dir;

  @Test
  void endsAsAnUndisturbedOne() throws Exception {
    new KilledRun(dir, "deepspeech", "0.06", "wer", "sentences.jsonl").requireSameEnd();
  }
}
