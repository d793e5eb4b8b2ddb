package org.dsd4j.reports.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the seeds say about one row and metric.
 *
 * @param kind the word
 * @param reason one sentence with the numbers that decided
 * @param adjustedP Holm-adjusted p of DSD against the baseline; empty when there was no test
 * @param warnings what weakens it; may be empty
 */
public record Verdict(Kind kind, String reason, OptionalDouble adjustedP, List<String> warnings) {
  /** The possible verdicts. */
  public enum Kind {
    /** Better than the baseline and than the best control of equal budget. */
    REPLICATED("replicated"),
    /** Better than the baseline, but not shown to be better than more training alone. */
    DIRECTION_ONLY("direction only"),
    /** No difference that the seeds could show. */
    NO_GAIN("no gain shown"),
    /** Worse than the baseline. */
    WORSE("worse"),
    /** A run of the row stopped with a loss that was no number. */
    DIVERGED("diverged"),
    /** Too little was run for a verdict. */
    NOT_RUN("no verdict"),
    /** The figure describes, it has no better or worse. */
    NOT_JUDGED("not judged");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word that reports show. */
    public String label() {
      return label;
    }
  }

  /** The verdict of a figure that has no better or worse: there is nothing to decide. */
  public static final Verdict NOT_JUDGED =
      new Verdict(
          Kind.NOT_JUDGED,
          "this figure describes, it has no better or worse",
          OptionalDouble.empty(),
          List.of());

  /** Copies the list. */
  public Verdict {
    warnings = List.copyOf(warnings);
  }
}
