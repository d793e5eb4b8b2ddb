package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void whatSteersATerminalIsWrittenOut() {
    assertEquals("\\u001b[2Jx", SafeText.visible("\u001b[2Jx"));
    assertEquals("\\u009b2J", SafeText.visible("\u009b2J"));
    assertEquals("a\\u000db", SafeText.visible("a\rb"));
    assertEquals("\\u0000\\u0007\\u0008\\u007f", SafeText.visible("\0\u0007\b\u007f"));
    assertEquals("\\u202egnp.exe", SafeText.visible("\u202egnp.exe"));
    assertEquals("\\u2066\\u2069\\u061c\\ufeff", SafeText.visible("\u2066\u2069\u061c\ufeff"));
    assertEquals("\\udb40\\udc41", SafeText.visible("\udb40\udc41"));
    assertEquals("\\ud83d", SafeText.visible("\ud83d"));
  }

  @Test
  void lettersOfEveryLanguageStay() {
    String text = "naïve Größe Ελληνικά 中文 العربية ٱ؀٣ עברית हिन्दी क्\u200dष 😀 👩\u200d🔬 ± → –";
    assertEquals(text, SafeText.visible(text));
    assertEquals(text, SafeText.line(text));
  }

  @Test
  void linesAndTabsStayUntilOneLineIsAskedFor() {
    assertEquals("a\n\tb", SafeText.visible("a\n\tb"));
    assertEquals("a b c d", SafeText.line("a\r\n\tb\u2028c\u0085d"));
  }
}
