package org.dsd4j.reports.record;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arms by name: their order and their meaning. Which of them are compared is in {@link Roles}.
 */
public final class Arms {
  /** The first dense phase alone. */
  public static final String BASELINE = "baseline";

  /** The dense phase trained on at its own rate for as long as one pass of DSD. */
  public static final String EQUAL_EPOCHS = "equal-epochs";

  /** The sparse phase on top of the baseline. */
  public static final String SPARSE = "sparse";

  /** Sparse, then dense again: the method. */
  public static final String DSD = "dsd";

  /** A control: as many steps and the same rates as sparse and re-dense, without a mask. */
  public static final String CONTINUED = "continued";

  /** A control: as many steps at a lower learning rate, without a mask. */
  public static final String LOWER_RATE = "llr";

  /** A control: as DSD, with masks drawn at random. */
  public static final String RANDOM_MASK = "random-mask";

  /** Controls that train for as many steps as DSD, without its masks. */
  public static final List<String> CONTROLS = List.of(CONTINUED, LOWER_RATE, RANDOM_MASK);

  /** The arms of every row whose arms were not chosen. */
  public static final List<String> USUAL = List.of(BASELINE, SPARSE, DSD, CONTINUED, LOWER_RATE);

  /** Known arms in the order of the tables, then others by name. */
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(Arms::position).thenComparing(Comparator.naturalOrder());

  // Between the reference and the controls stand the phases of every pass, two for each.
  private static final int FIRST_CONTROL = 1_000_000;

  private static final Map<String, String> MEANINGS =
      Map.of(
          BASELINE,
          "the first dense phase alone",
          EQUAL_EPOCHS,
          "the paper's baseline: the dense phase trained on at its own rate for as long as one pass"
              + " of DSD",
          SPARSE,
          "then the sparse phase",
          DSD,
          "then dense again",
          CONTINUED,
          "control: as many steps and the same rates as sparse and re-dense, no mask",
          LOWER_RATE,
          "control: as many steps at the rate a decade lower, no mask",
          RANDOM_MASK,
          "control: as DSD, with masks drawn at random");

  private static final Pattern PASS =
      Pattern.compile("(" + SPARSE + "|" + DSD + ")([2-9]|[1-9]\\d{1,3})?");

  private Arms() {}

  /**
   * The name of an arm of one of several passes.
   *
   * @param arm {@link #SPARSE} or {@link #DSD}
   * @param pass from 1
   * @return the name itself for the first pass, such as {@code dsd2} for a later one
   */
  public static String ofPass(String arm, int pass) {
    return pass == 1 ? arm : arm + pass;
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

  /**
   * Whether an arm is a part of DSD or its reference in rows of several passes only.
   *
   * @param arm its name
   * @return true for {@code equal-epochs} and for the arms of a second or later pass
   */
  public static boolean isOfSeveralPasses(String arm) {
    return arm.equals(EQUAL_EPOCHS) || pass(arm) > 1;
  }

  /**
   * What an arm is, in a few words.
   *
   * @param arm its name
   * @return empty for an arm that is not known here
   */
  public static String meaning(String arm) {
    int pass = pass(arm);
    if (pass > 1) {
      String phase = arm.startsWith(DSD) ? "dense again" : "sparse again";
      return String.format(Locale.ROOT, "then %s, pass %d", phase, pass);
    }
    return MEANINGS.getOrDefault(arm, "");
  }

  private static int position(String arm) {
    int pass = pass(arm);
    if (pass > 0) {
      return 2 * pass + (arm.startsWith(DSD) ? 1 : 0);
    }
    if (arm.equals(BASELINE) || arm.equals(EQUAL_EPOCHS)) {
      return arm.equals(BASELINE) ? 0 : 1;
    }
    int control = CONTROLS.indexOf(arm);
    return FIRST_CONTROL + (control < 0 ? CONTROLS.size() : control);
  }
}
