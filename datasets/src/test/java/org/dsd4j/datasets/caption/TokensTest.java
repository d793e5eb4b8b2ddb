package org.dsd4j.datasets.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void dropsPunctuationAndCase() {
    assertEquals(
        List.of("a", "tricolored", "dog", "doesnt", "look", "at", "2", "men"),
        Tokens.of(" A tri-colored dog doesn't look, at  2 men ."));
  }

  @Test
  void keepsLettersOfOtherLanguages() {
    assertEquals(List.of("café", "straße"), Tokens.of("Café\tSTRAßE!"));
  }

  @Test
  void hasNoWordsInPunctuation() {
    assertEquals(List.of(), Tokens.of(" .,;:!?\"'()[]{}<>@#$%^&*_+-=/\\|`~ "));
    assertEquals(List.of(), Tokens.of(""));
  }

  @Test
  void lowersTheSameInEveryLocale() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
      assertEquals(List.of("title"), Tokens.of("TITLE"));
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
