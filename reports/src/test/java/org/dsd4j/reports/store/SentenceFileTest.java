package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.RunSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceFileTest {
  private static final SentencePrediction DOG =
      new SentencePrediction(
          0,
          "12_ab.jpg",
          List.of("a", "dog", "\"runs\""),
          List.of(List.of("the", "dog", "runs"), List.of("größe")));
  private static final SentencePrediction SILENT =
      new SentencePrediction(7, "13.jpg", List.of(), List.of(List.of("a", "cat")));

  @TempDir Path root;
  private RunStore store;
  private Path file;

  @BeforeEach
  void write() {
    store = new RunStore(root);
    RunSpec spec = Specs.of("baseline", 1);
    try (ArmFolder arm = store.seed("embedded", "resnet18", "PyTorch", 1, false).arm(spec)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      arm.writeSentences(List.of(DOG, SILENT));
      file = arm.place().sentences();
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertEquals(List.of(DOG, SILENT), read().sentences());
    assertEquals(
        "{\"example\":7,\"hypothesis\":\"\",\"name\":\"13.jpg\",\"references\":[\"a cat\"]}",
        Files.readAllLines(file).get(1));
  }

  @Test
  void anArmWithoutSentencesHasNone() throws IOException {
    Files.delete(file);
    assertEquals(List.of(), read().sentences());
  }

  @Test
  void damageIsOneClearLine() throws IOException {
    String whole = Files.readString(file);
    assertDamaged(whole.substring(0, whole.length() - 5), "line 2", "cut off");
    assertDamaged(whole + whole, "line 3", "example 0 stands twice");
    assertDamaged("{\"example\":1}\n", "line 1", "name");
    assertDamaged(
        "{\"example\":1,\"name\":\"a\",\"hypothesis\":null,\"references\":[\"a\"]}\n",
        "line 1",
        "must all be there");
    assertDamaged("no json\n", "line 1", "is damaged");
    assertDamaged(
        "{\"example\":1,\"name\":\"a\",\"hypothesis\":\"a  b\",\"references\":[\"a\"]}\n",
        "line 1",
        "is no word");
  }

  @Test
  void everyFaultOfASentenceIsSaidAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SentencePrediction(-1, "", List.of("a b"), List.of()));
    assertTrue(e.getMessage().contains("'a b'"), e.getMessage());
    assertTrue(e.getMessage().contains("no reference"), e.getMessage());
    assertTrue(e.getMessage().contains("negative"), e.getMessage());
  }

  private ArmRecord read() {
    return store.load().arms().get(0);
  }

  private void assertDamaged(String content, String... parts) throws IOException {
    Files.writeString(file, content);
    ArmRecord arm = read();
    StoreException e = assertThrows(StoreException.class, arm::sentences);
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
