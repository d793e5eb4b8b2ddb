package org.dsd4j.reproductions.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in an argument, the terminal does not obey it. */
@Tag("slow")
final class TerminalTest {
  private static final String EVIL = "a\u001b[2J\u001b]0;x\u0007\u009b1A\u202eb\rdsd: all is well";

  @Test
  void messagesOfEveryKindOfErrorAreText() throws Exception {
    String[][] commands = {
      {"show", EVIL},
      {EVIL},
      {"report", EVIL},
      {"compare", EVIL, EVIL},
      {"archive", EVIL, "--out", EVIL},
      {"serve", "--address", EVIL},
      {"run", "resnet18", "--scale", EVIL},
      {"run", "resnet18", "--data", EVIL, "--scale", "workstation", "--out", EVIL},
      {"export", EVIL, "--out", EVIL},
      {"list", EVIL}
    };
    for (String[] command : commands) {
      String said = said(command);
      assertTrue(said.contains("\\u001b[2J") || !said.contains("[2J"), said);
      assertEquals(0, said.codePoints().filter(TerminalTest::steers).count(), said);
    }
  }

  private static boolean steers(int point) {
    return (point < ' ' && point != '\n' && point != '\t')
        || (point >= 0x7F && point <= 0x9F)
        || point == 0x202E;
  }

  private static String said(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx200m", "-Dsun.jnu.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    command.addAll(List.of("-Dstderr.encoding=UTF-8", "-Dfile.encoding=UTF-8"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dsd.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor() > 0, said);
    return said.replace(System.lineSeparator(), "\n");
  }
}
