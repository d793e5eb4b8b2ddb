package org.dsd4j.datasets.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.Vocabulary.Word;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  private record Sentences(List<String> all) implements CaptionedPictures {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public String name(int index) {
      return "picture-" + index;
    }

    @Override
    public List<List<String>> captions(int index) {
      return List.of(Tokens.of(all.get(index)));
    }

    @Override
    public byte[] pixels(int index, ImageSize size) {
      throw new AssertionError("a vocabulary needs no pixels");
    }
  }

  private static final Sentences FOUR =
      new Sentences(List.of("a dog", "a cat runs", "the dog runs", "a bird"));

  @Test
  void numbersFrequentWordsFirstAndEqualOnesByTheAlphabet() {
    Vocabulary words = Vocabulary.of(FOUR, 2);
    assertEquals(List.of(new Word("a", 3), new Word("dog", 2), new Word("runs", 2)), words.words());
    assertEquals(4, words.size());
    assertEquals(4, words.sentences());
    assertEquals("dog", words.word(2));
    assertEquals(7, Vocabulary.of(FOUR, 1).size());
  }

  @Test
  void leavesUnknownWordsOut() {
    assertArrayEquals(
        new int[] {1, 2, 3}, Vocabulary.of(FOUR, 2).encode(Tokens.of("a small dog runs")));
  }

  @Test
  void startsWithTheShareOfEachToken() {
    float[] logs = Vocabulary.of(FOUR, 2).logFrequencies();
    float[] wanted = {
      0, (float) Math.log(3.0 / 4), (float) Math.log(2.0 / 4), (float) Math.log(2.0 / 4)
    };
    assertArrayEquals(wanted, logs, 1e-6f);
  }

  @Test
  void hasNoWordTwiceAndNoneForTheBoundary() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Vocabulary(1, List.of(new Word("a", 1), new Word("a", 1))));
    assertThrows(
        IndexOutOfBoundsException.class, () -> Vocabulary.of(FOUR, 1).word(Vocabulary.BOUNDARY));
  }
}
