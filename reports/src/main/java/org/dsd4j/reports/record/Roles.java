package org.dsd4j.reports.record;

import java.util.Collection;
import java.util.Comparator;

/**
 * Which arms of a row are compared, and which role each has. A row of one pass has the arms {@code
 * baseline}, {@code sparse} and {@code dsd}. A row that goes through sparse and dense again has
 * both once more for each pass, with the pass behind the name, such as {@code dsd2}: the method is
 * its last dense phase. The paper compares such a row with a dense phase that is trained on, {@code
 * equal-epochs}, where that was run.
 *
 * <p>Verdicts, gains, charts and the sources' figures all use these roles, so they compare the same
 * two arms.
 *
 * @param reference the arm that the method is compared with
 * @param sparse the sparse phase of the method's last pass
 * @param method the last dense phase of DSD
 */
public record Roles(String reference, String sparse, String method) {
  /** The roles in a row of one pass. */
  public static final Roles ONE_PASS = new Roles(Arms.BASELINE, Arms.SPARSE, Arms.DSD);

  /**
   * Chooses the roles among existing arms.
   *
   * @param arms names of the arms with something to compare, in any order
   * @return the roles; those of one pass where there are no others
   */
  public static Roles among(Collection<String> arms) {
    String method =
        arms.stream()
            .filter(arm -> arm.startsWith(Arms.DSD) && Arms.pass(arm) > 0)
            .max(Comparator.comparingInt(Arms::pass))
            .orElse(Arms.DSD);
    String own = Arms.ofPass(Arms.SPARSE, Arms.pass(method));
    return new Roles(
        arms.contains(Arms.EQUAL_EPOCHS) ? Arms.EQUAL_EPOCHS : Arms.BASELINE,
        arms.contains(own) ? own : Arms.SPARSE,
        method);
  }
}
