package org.dsd4j.djl.check;

import java.util.Locale;
import java.util.Optional;

/** The result of a {@link NetworkCheck}. */
public sealed interface CheckResult {
  /**
   * Describes the result in one sentence.
   *
   * @return the sentence without a full stop, never null
   */
  String inWords();

  /**
   * The engine computes the network correctly, as far as the batch shows.
   *
   * @param off the largest difference to FLOAT64, as a share of the largest value; at least 0
   */
  record Right(double off) implements CheckResult {
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
   * @param layer the first layer that is wrong when it is examined alone; empty when none is
   * @param what is wrong, and in which mode, for example {@code output in evaluation}
   * @param off the error, as a share of the largest correct value; NaN or infinite if the engine
   *     computed no finite number
   * @param remedy what the user can do about it
   */
  record Wrong(Optional<NetworkLayer> layer, String what, double off, String remedy)
      implements CheckResult {
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
      return "the engine computes " + where + ": " + what + " is " + size + "; " + remedy;
    }
  }

  /**
   * The two precisions cannot be compared.
   *
   * @param reason why, in one line
   */
  record NotCompared(String reason) implements CheckResult {
    @Override
    public String inWords() {
      return "could not be compared with FLOAT64: " + reason;
    }
  }
}
