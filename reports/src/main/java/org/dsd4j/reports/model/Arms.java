package org.dsd4j.reports.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.reports.record.Roles;

/** The arms by name: their order and what they are. Their parts are {@link Roles}. */
public final class Arms {
  /** The first dense phase alone. */
  public static final String BASELINE = Roles.BASELINE;

  /** The dense phase trained on at its own rate for as long as one pass of DSD. */
  public static final String EQUAL_EPOCHS = Roles.EQUAL_EPOCHS;

  /** The sparse phase on top of the baseline. */
  public static final String SPARSE = Roles.SPARSE;

  /** Sparse, then dense again: the method. */
  public static final String DSD = Roles.DSD;

  /** Controls that train for as many steps as DSD, without its masks. */
  public static final List<String> CONTROLS = List.of("continued", "llr", "random-mask");

  /** Arms that every row has unless it was told otherwise. */
  public static final List<String> USUAL = List.of(BASELINE, SPARSE, DSD, "continued", "llr");

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
          "continued",
          "control: as many steps and the same rates as sparse and re-dense, no mask",
          "llr",
          "control: as many steps at the rate a decade lower, no mask",
          "random-mask",
          "control: as DSD, with masks drawn at random");

  private Arms() {}

  /**
   * What an arm is, in a few words.
   *
   * @param arm its name
   * @return empty for an arm that is not known here
   */
  public static String meaning(String arm) {
    int pass = Roles.pass(arm);
    if (pass > 1) {
      String phase = arm.startsWith(DSD) ? "dense again" : "sparse again";
      return String.format(Locale.ROOT, "then %s, pass %d", phase, pass);
    }
    return MEANINGS.getOrDefault(arm, "");
  }

  private static int position(String arm) {
    int pass = Roles.pass(arm);
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
