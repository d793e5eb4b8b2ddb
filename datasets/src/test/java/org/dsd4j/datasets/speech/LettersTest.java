package org.dsd4j.datasets.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LettersTest {

  @Test
  void numbersTheSymbols() {
    assertArrayEquals(new int[] {3, 28, 1, 2}, Letters.encode("az '"));
    assertArrayEquals(new int[0], Letters.encode(""));
    String all = "it's the quick brown fox jumping over a lazy dog";
    assertEquals(all, Letters.decode(Letters.encode(all)));
  }

  @Test
  void namesWhatItCannotWrite() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Letters.encode("room 7")).getMessage();
    assertTrue(message.contains("'7' (U+0037) at 5"), message);
    assertThrows(IllegalArgumentException.class, () -> Letters.encode("A"));
    assertThrows(IllegalArgumentException.class, () -> Letters.encode("_"));
    assertThrows(IllegalArgumentException.class, () -> Letters.decode(new int[] {Letters.BLANK}));
    assertThrows(IllegalArgumentException.class, () -> Letters.decode(new int[] {Letters.COUNT}));
    assertFalse(Letters.has('\u00e9'));
  }

  @Test
  void normalisesTranscripts() {
    assertEquals(
        "it's a well known fact", Transcripts.normalised(" It\u2019s a  WELL-known, fact!"));
    String[][] written = {
      {"\u2018Open the door,\u2019 she said", "open the door she said"},
      {"He said \u2018close it now\u2019", "he said close it now"},
      {"'yes' he said 'no'", "yes he said no"},
      {"seven four 'two'", "seven four two"},
      {"hello `again` my friend", "hello again my friend"},
      {"rock \u2019n\u2019 roll", "rock 'n' roll"},
      {"'Tis the dogs' bowl", "'tis the dogs' bowl"},
      {"'the dogs' bowl' she said", "the dogs' bowl she said"},
      {"``again'' \u201ered\u201d", "again red"},
      {"she sings\u2026low", "she sings low"},
      {"she sings...low ...", "she sings low"},
      {"nine.Is enough,yes", "nine is enough yes"},
      {"the U.S. and e.g. Mr.", "the us and eg mr"},
      {"two\u3000cats\u2009sleep\u00ad\ufeff", "two cats sleep"},
      {"' '", "' '"},
    };
    for (String[] one : written) {
      assertEquals(one[1], Transcripts.normalised(one[0]));
    }
    assertEquals(Optional.empty(), Transcripts.foreign("it's fine"));
    assertEquals(Optional.of("'7' (U+0037)"), Transcripts.foreign("room 7"));
    assertEquals(
        Optional.of("'\u00e9' (U+00E9)"), Transcripts.foreign(Transcripts.normalised("Caf\u00c9")));
  }
}
