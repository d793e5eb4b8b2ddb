package org.dsd4j.reproductions.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FatalErrorTest {
  @ParameterizedTest
  @CsvSource({
    "Java heap space, -Xmx",
    "GC overhead limit exceeded, -Xmx",
    "Cannot reserve 4096 bytes of direct buffer memory, -XX:MaxDirectMemorySize=",
    "Metaspace, -XX:MaxMetaspaceSize=",
    "unable to create native thread, ulimit -u"
  })
  void outOfMemoryNamesWhatGivesMore(String said, String option) {
    String line = FatalError.inWords(new OutOfMemoryError(said));
    assertTrue(line.startsWith("out of memory (" + said + ") in " + getClass().getName()), line);
    assertTrue(line.contains(option), line);
    assertTrue(line.endsWith("what was computed is kept, and the same command resumes"), line);
  }

  @Test
  void othersAreOneLineToo() {
    for (Error error :
        new Error[] {
          new StackOverflowError(),
          new NoClassDefFoundError("a/B"),
          new UnsatisfiedLinkError("no x in\njava.library.path"),
          new ExceptionInInitializerError(new IllegalStateException("two\nlines")),
          new AssertionError("no"),
          new OutOfMemoryError()
        }) {
      String line = FatalError.inWords(error);
      assertEquals(1, line.lines().count(), line);
      assertTrue(line.length() > 80, line);
    }
  }

  @Test
  void itIsFoundInWhatWorkersPassOn() {
    Error error = new OutOfMemoryError("x");
    assertEquals(Optional.of(error), FatalError.in(error));
    assertEquals(
        Optional.of(error),
        FatalError.in(new CompletionException(new ExecutionException("a batch", error))));
    assertEquals(Optional.empty(), FatalError.in(new IllegalStateException("x")));
  }
}
