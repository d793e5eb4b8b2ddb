package org.dsd4j.djl.check;

import java.util.Locale;
import java.util.Optional;

/** What came out of a {@link NetworkCheck}. */
public sealed interface Verdict {
  /**
   * Says it in one sentence.
   *
   * @return the sentence without a full stop, never null
   */
  String inWords();

  /**
   * The engine computes the network rightly, as far as the batch shows.
   *
   * @param off the largest difference to FLOAT64, as a share of the largest value; at least 0
   */
  record Right(double off) implements Verdict {
    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "evaluation and gradients agree with FLOAT64: rounding moves them by at most %.1g of the"
              + " largest value",
          off);
    }
  }

  /**
   * The engine computes the network wrongly.
   *
   * @param layer the first layer that is wrong alone too; empty when none is
   * @param what is wrong, and when, for example {@code output in evaluation}
   * @param off by how much, as a share of the largest value that is right; NaN or infinite where
   *     the engine gave no number
   * @param wayOut what a person can do about it
   */
  record Wrong(Optional<Layer> layer, String what, double off, String wayOut) implements Verdict {
    @Override
    public String inWords() {
      String where =
          layer
              .map(each -> each.inWords() + " wrongly")
              .orElse("the network wrongly, though no single layer of it alone");
      String size =
          Double.isFinite(off)
              ? String.format(Locale.ROOT, "off by %.2g of its largest value", off)
              : "no number";
      return "the engine computes " + where + ": " + what + " is " + size + "; " + wayOut;
    }
  }

  /**
   * It cannot be told.
   *
   * @param reason why, in one line
   */
  record NotCompared(String reason) implements Verdict {
    @Override
    public String inWords() {
      return "could not be compared with FLOAT64: " + reason;
    }
  }
}
