package org.dsd4j.reports.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which arms of a row play which part. A row of one pass has the arms {@code baseline}, {@code
 * sparse} and {@code dsd}. A row that goes through sparse and dense again has both once more for
 * each pass, with the pass behind the name, such as {@code dsd2}: the method is its last dense
 * phase. The paper compares such a row with a dense phase that is trained on, {@code equal-epochs},
 * where that was run.
 *
 * <p>Verdicts, gains, charts and the sources' figures all ask here, so they compare the same two.
 *
 * @param reference the arm that the method is compared with
 * @param sparse the sparse phase of the method's last pass
 * @param method the last dense phase of DSD
 */
public record Roles(String reference, String sparse, String method) {
  /** The first dense phase alone. */
  public static final String BASELINE = "baseline";

  /** The dense phase trained on at its own rate for as long as one pass of DSD. */
  public static final String EQUAL_EPOCHS = "equal-epochs";

  /** The sparse phase on top of the baseline. */
  public static final String SPARSE = "sparse";

  /** Sparse, then dense again. */
  public static final String DSD = "dsd";

  /** The parts in a row of one pass. */
  public static final Roles ONE_PASS = new Roles(BASELINE, SPARSE, DSD);

  private static final Pattern PASS = Pattern.compile("(sparse|dsd)([2-9]|[1-9]\\d{1,3})?");

  /**
   * Chooses among arms that are there.
   *
   * @param arms names of the arms with something to compare, in any order
   * @return the parts; the plain ones where nothing else is there
   */
  public static Roles among(Collection<String> arms) {
    String method =
        arms.stream()
            .filter(arm -> arm.startsWith(DSD) && pass(arm) > 0)
            .max(Comparator.comparingInt(Roles::pass))
            .orElse(DSD);
    String own = SPARSE + method.substring(DSD.length());
    return new Roles(
        arms.contains(EQUAL_EPOCHS) ? EQUAL_EPOCHS : BASELINE,
        arms.contains(own) ? own : SPARSE,
        method);
  }

  /**
   * The pass that an arm is the sparse or the dense phase of.
   *
   * @param arm such as {@code dsd2}
   * @return 2 for it, 1 for {@code sparse} and {@code dsd}; 0 for an arm that is neither
   */
  public static int pass(String arm) {
    Matcher matcher = PASS.matcher(arm);
    if (!matcher.matches()) {
      return 0;
    }
    return matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
  }

  /** Whether an arm is a part of DSD or its reference in a row of several passes alone. */
  public static boolean isOfSeveralPasses(String arm) {
    return arm.equals(EQUAL_EPOCHS) || pass(arm) > 1;
  }
}
