package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.RunSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrnFileTest {
  @TempDir Path root;

  @Test
  void idsAreSafeAndSayTheSpeaker() {
    assertEquals("fash-000012_an251_fash_b.wav", id("wav/fash/an251-fash-b.wav"));
    assertEquals("s-000012_4k0c0301", id("4k0c0301"));
    assertEquals("s-000012_a__1_", id("/A (1)"));
    assertEquals("s-000012_", id("/"));
    assertEquals("j_rg-000012_x", id("c:\\Jörg\\x"));
  }

  @Test
  void standBesideTheSentences() throws IOException {
    Path folder = write(sentence(0, "a", ""), sentence(1, "a", ""));
    assertEquals(
        "a b (s-000000_u)\na b (s-000001_u)\n", Files.readString(folder.resolve("ref.trn")));
    assertEquals("a (s-000000_u)\na (s-000001_u)\n", Files.readString(folder.resolve("hyp.trn")));
  }

  @Test
  void eachSetHasItsOwn() throws IOException {
    Path folder = write(sentence(0, "a", "93"), sentence(1, "", "92"));
    assertEquals("a (s-000000_u)\n", Files.readString(folder.resolve("hyp-93.trn")));
    assertEquals("(s-000001_u)\n", Files.readString(folder.resolve("hyp-92.trn")));
    assertEquals(4, trnFiles(folder));
    assertEquals("93", new RunStore(root).load().arms().get(0).sentences().get(0).set());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a", "{", "x;y", "@", "a/b", "*", "<s>", "a\tb", "b\\"})
  void wordsThatMeanSomethingElseThereAreNotWritten(String word) throws IOException {
    assertFalse(TrnFile.canHold(List.of(sentence(0, word, ""))));
    assertEquals(0, trnFiles(write(sentence(0, word, ""))));
  }

  @Test
  void severalReferencesAreNotWritten() throws IOException {
    SentencePrediction two =
        new SentencePrediction(0, "u", List.of(), List.of(List.of("a"), List.of("b")));
    assertEquals(0, trnFiles(write(two)));
    assertFalse(TrnFile.canHold(List.of()));
    assertTrue(TrnFile.canHold(List.of(sentence(0, "don't", ""))));
  }

  private Path write(SentencePrediction... sentences) {
    RunSpec spec = Specs.of("baseline", 1);
    RunStore store = new RunStore(root);
    try (ArmFolder arm = store.seed("embedded", "resnet18", "PyTorch", 1, false).arm(spec)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      arm.writeSentences(List.of(sentences));
      return arm.place().path();
    }
  }

  private static long trnFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".trn")).count();
    }
  }

  private static String id(String name) {
    return TrnFile.id(new SentencePrediction(12, name, List.of(), List.of(List.of())));
  }

  private static SentencePrediction sentence(long example, String word, String set) {
    return new SentencePrediction(
        example, "u", word.isEmpty() ? List.of() : List.of(word), List.of(List.of("a", "b")), set);
  }
}
