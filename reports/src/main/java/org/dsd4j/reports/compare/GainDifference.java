package org.dsd4j.reports.compare;

import java.util.Optional;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.statistics.Verdict;

/**
 * The gain of DSD in both stores: the answer of the row, and whether both give the same.
 *
 * @param compared the two arms, such as {@code dsd over baseline}; those of A and B where they
 *     differ
 * @param a the gain in A, positive when DSD is better; empty where no seed has both arms
 * @param b the gain in B
 * @param verdictA what the seeds of A say
 * @param verdictB what the seeds of B say
 * @param difference gain in B minus gain in A; empty where one is missing, or they compare other
 *     arms
 */
public record GainDifference(
    String compared,
    Optional<Contrast> a,
    Optional<Contrast> b,
    Verdict verdictA,
    Verdict verdictB,
    Optional<Difference> difference) {

  /** Whether both stores come to the same verdict. */
  public boolean sameVerdict() {
    return verdictA.kind() == verdictB.kind();
  }

  /** One sentence without its full stop on verdicts and gains. */
  public String words() {
    String verdicts =
        sameVerdict()
            ? "the same verdict, " + verdictA.kind().label()
            : "verdicts differ: "
                + verdictA.kind().label()
                + " in A, "
                + verdictB.kind().label()
                + " in B";
    return verdicts + "; " + gains();
  }

  private String gains() {
    if (difference.isEmpty()) {
      return "the gains cannot be compared";
    }
    Difference gain = difference.get();
    if (gain.interval().isEmpty()) {
      return gain.mean() == 0
          ? "the gains are equal"
          : "the gains differ, and too few seeds leave no interval";
    }
    if (gain.mean() == 0 && gain.interval().get().low() == 0) {
      return "the gains are equal";
    }
    return gain.interval().get().contains(0)
        ? "the gains are alike within the interval of their difference"
        : "the gains differ: the interval of their difference leaves zero out";
  }
}
