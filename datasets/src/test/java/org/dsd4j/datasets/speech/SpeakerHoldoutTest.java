package org.dsd4j.datasets.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dsd4j.datasets.PassedOver;
import org.junit.jupiter.api.Test;

class SpeakerHoldoutTest {

  @Test
  void takesWholeSpeakers() {
    List<Recording> all = recordings(60, 20);
    SpeakerHoldout split = SpeakerHoldout.of(all);
    assertEquals(54, split.train().size());
    assertEquals(6, split.validation().size());
    List<String> speakers =
        split.validation().stream().map(Recording::speaker).distinct().sorted().toList();
    assertEquals(List.of("s09", "s19"), speakers);
    assertTrue(split.train().stream().noneMatch(one -> speakers.contains(one.speaker())));
    assertEquals("2 of 20 training speakers set aside for validation", split.how());
  }

  @Test
  void takesUtterancesWhereSpeakersAreFew() {
    SpeakerHoldout split = SpeakerHoldout.of(recordings(25, 3));
    assertEquals(List.of("u9", "u19"), split.validation().stream().map(Recording::id).toList());
    assertEquals(23, split.train().size());
  }

  @Test
  void aCorpusNeedsATest() {
    FileUtterances none = new FileUtterances(List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Splits("x", none, none, List.of(), PassedOver.NOTHING));
  }

  private static List<Recording> recordings(int count, int speakers) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Recording("u" + i, "s%02d".formatted(i % speakers), "yes", Path.of("x.wav")))
        .toList();
  }
}
