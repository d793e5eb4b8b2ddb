package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.dsd4j.reports.fixture.CsvFile;
import org.dsd4j.reports.fixture.Payloads;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void whatASpreadsheetWouldComputeIsText() {
    assertEquals("'=1+1\n", line("=1+1"));
    assertEquals("'-1+1\n", line("-1+1"));
    assertEquals("'@SUM(1)\n", line("@SUM(1)"));
    assertEquals("\"'\t'=1\"\n", line("\t=1"));
    assertEquals("\"a;'=1\"\n", line("a;=1"));
    assertEquals("''=1\n", line("'=1"));
  }

  @Test
  void numbersAndUsualTextsStayAsTheyAre() {
    for (String plain : List.of("-0.6", "+1e-5", "-.5", "3", "-Infinity", "a-b", "it's", "'tis")) {
      assertEquals(plain + "\n", line(plain));
    }
    assertEquals("\"a,b \"\"c\"\"\"\n", line("a,b \"c\""));
  }

  @Test
  void everyTextReadsBackAsItWasMeant() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text = i < Payloads.ALL.size() ? Payloads.ALL.get(i) : Payloads.noise(random);
      List<List<String>> read = CsvFile.read(line(text, "x"));
      assertEquals(1, read.size(), text);
      assertEquals("x", read.get(0).get(1), text);
      assertEquals(text, CsvFile.meant(read.get(0).get(0)));
      assertFalse(CsvFile.isFormula(read.get(0).get(0)), text);
    }
  }

  private static String line(String... cells) {
    StringBuilder text = new StringBuilder();
    Csv.appendLine(text, List.of(cells));
    return text.toString();
  }
}
