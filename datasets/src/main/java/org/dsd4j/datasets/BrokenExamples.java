package org.dsd4j.datasets;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one tally of everything that a run passes over: what was left out when the corpus was opened
 * ({@link PassedOver}) and the examples that could not be read since. Stops the run once they are
 * too many. An example that is read again in a later epoch counts once. Safe for several threads.
 */
public final class BrokenExamples {

  /** Share of broken examples that a run tolerates by default: 1 %. */
  public static final double DEFAULT_TOLERATED_SHARE = 0.01;

  private static final int NAMED_IN_MESSAGE = 3;

  private final double toleratedShare;
  private final int examples;
  private final PassedOver opened;
  private final Map<String, String> causes = new TreeMap<>();
  private final Map<String, ProblemSample> reasons = new TreeMap<>();

  /**
   * A tally that tolerates {@link #DEFAULT_TOLERATED_SHARE}.
   *
   * @param examples number of examples that the run reads, at least 0
   */
  public BrokenExamples(int examples) {
    this(DEFAULT_TOLERATED_SHARE, examples);
  }

  /**
   * A tally that tolerates {@link #DEFAULT_TOLERATED_SHARE}, and goes on with what was passed over
   * when the corpus was opened.
   *
   * @param examples number of examples that the run reads, at least 0
   * @param opened what the corpus left out, which is not among these examples
   */
  public BrokenExamples(int examples, PassedOver opened) {
    this(DEFAULT_TOLERATED_SHARE, examples, opened);
  }

  /**
   * A tally.
   *
   * @param toleratedShare largest share of broken examples, in [0, 1]; one example is always
   *     tolerated
   * @param examples number of examples that the run reads, at least 0
   */
  public BrokenExamples(double toleratedShare, int examples) {
    this(toleratedShare, examples, PassedOver.NOTHING);
  }

  private BrokenExamples(double toleratedShare, int examples, PassedOver opened) {
    if (!(toleratedShare >= 0 && toleratedShare <= 1)) {
      throw new IllegalArgumentException(
          "tolerated share must be in [0, 1] but was %s; write 1 %% as 0.01"
              .formatted(toleratedShare));
    }
    if (examples < 0) {
      throw new IllegalArgumentException("number of examples must not be negative: " + examples);
    }
    this.toleratedShare = toleratedShare;
    this.examples = examples;
    this.opened = opened;
  }

  /**
   * Counts a broken example.
   *
   * @param name which example
   * @param cause what is wrong with it
   * @throws DataException if more examples are broken than is tolerated
   */
  public synchronized void add(String name, Throwable cause) {
    requireNonNull(name, "name");
    if (causes.putIfAbsent(name, String.valueOf(cause.getMessage())) == null) {
      reasons.computeIfAbsent(reason(cause), fresh -> new ProblemSample()).add(name);
    }
    long all = (long) examples + opened.count();
    int tolerated = PassedOver.tolerated(toleratedShare, all);
    if (opened.count() + causes.size() > tolerated) {
      throw new DataException(tooMany(tolerated), cause);
    }
  }

  private String tooMany(int tolerated) {
    String read =
        "%d of %d examples cannot be read, more than the %d that are tolerated: %s; repair or remove them"
            .formatted(
                causes.size(), examples, Math.max(0, tolerated - opened.count()), firstCauses());
    return opened.count() == 0
        ? read
        : "%s; %d more were left out before".formatted(read, opened.count());
  }

  /** Without the name of the example, so that examples of one reason can be counted together. */
  private static String reason(Throwable cause) {
    return cause instanceof BrokenExampleException broken
        ? broken.reason()
        : String.valueOf(cause.getMessage());
  }

  /**
   * Everything that is passed over so far: the lines of the corpus, then one for each reason for
   * which examples could not be read, with their number and the first names.
   *
   * @return an unmodifiable copy; empty when nothing was passed over
   */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>(opened.lines());
    reasons.forEach(
        (reason, names) ->
            lines.add(
                names.count() == 1
                    ? "%s: %s".formatted(names, reason)
                    : "%d examples: %s (%s)".formatted(names.count(), reason, names)));
    return List.copyOf(lines);
  }

  /**
   * Number of different broken examples so far.
   *
   * @return at least 0
   */
  public synchronized int count() {
    return causes.size();
  }

  /**
   * Their names so far, sorted.
   *
   * @return an unmodifiable copy
   */
  public synchronized List<String> names() {
    return List.copyOf(causes.keySet());
  }

  private String firstCauses() {
    List<String> shown = new ArrayList<>(causes.values());
    if (shown.size() > NAMED_IN_MESSAGE) {
      return String.join(", ", shown.subList(0, NAMED_IN_MESSAGE)) + ", ...";
    }
    return String.join(", ", shown);
  }
}
