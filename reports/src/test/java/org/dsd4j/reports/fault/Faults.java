package org.dsd4j.reports.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * How much the tests of faults try, and where they write down what they found. {@code mvn verify}
 * runs a short form; {@code mvn test -Pfaults} a long one, see docs/reliability.md.
 */
public final class Faults {
  private static final long SEED = Long.getLong("dsd.faults.seed", 17);
  private static final int TIMES = Math.max(1, Integer.getInteger("dsd.faults", 1));
  private static final Path FIGURES = Path.of("target", "faults.txt");

  private Faults() {}

  /** How often each kind of fault is tried where the short form tries it once. */
  public static int times() {
    return TIMES;
  }

  /** Whether this is the form of {@code mvn verify}. */
  public static boolean isShort() {
    return TIMES == 1;
  }

  /**
   * A generator of its own for each test, so that the faults of one do not depend on the others.
   *
   * @param test its name
   * @return the same for the same seed, which {@code -Ddsd.faults.seed=N} changes
   */
  public static Random random(String test) {
    return new Random(SEED * 31 + test.hashCode());
  }

  /**
   * Adds a line to {@code target/faults.txt} of the module.
   *
   * @param figure such as "kills survived: 40 of 40"
   */
  public static synchronized void found(String figure) {
    try {
      Files.createDirectories(FIGURES.getParent());
      Files.writeString(
          FIGURES,
          figure + " (seed " + SEED + ", size " + TIMES + ")\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
