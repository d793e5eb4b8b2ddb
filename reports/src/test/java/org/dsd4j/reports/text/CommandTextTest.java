package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CommandTextTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @Test
  void plainWordsStayAsTheyAre() {
    List<String> words = List.of("dsd", "run", "resnet18", "--arms", "a,b", "--data=/x/y_1.0");
    assertEquals("dsd run resnet18 --arms a,b --data=/x/y_1.0", CommandText.of(words));
  }

  @Test
  void quotesStandAroundTheRest() {
    assertEquals(
        "--data 'my pictures' 'it'\\''s' '' '$HOME'",
        CommandText.of(List.of("--data", "my pictures", "it's", "", "$HOME")));
  }

  /** What a shell makes of it is what was meant. */
  @Test
  @Tag("slow")
  void aShellReadsTheSameWords() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "there is no " + SHELL);
    List<String> words =
        List.of("a b", "it's", "\"", "\\", "$HOME", "`id`", "*", "~", "", "a\tb", "!", "#x");
    Process shell =
        new ProcessBuilder(SHELL.toString(), "-c", "printf '%s|' " + CommandText.of(words))
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(String.join("|", words) + "|", said);
  }
}
