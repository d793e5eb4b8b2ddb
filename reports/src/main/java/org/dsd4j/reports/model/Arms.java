package org.dsd4j.reports.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The arms by name: their order, their parts in the verdict, and what they are. */
public final class Arms {
  /** The first dense phase alone. */
  public static final String BASELINE = "baseline";

  /** The sparse phase on top of it. */
  public static final String SPARSE = "sparse";

  /** Sparse, then dense again: the method. */
  public static final String DSD = "dsd";

  /** Controls that train for as many steps as DSD, without its masks. */
  public static final List<String> CONTROLS = List.of("continued", "llr", "random-mask");

  /** Arms that every row has unless it was told otherwise. */
  public static final List<String> USUAL = List.of(BASELINE, SPARSE, DSD, "continued", "llr");

  /** Known arms in the order of the tables, then others by name. */
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(Arms::position).thenComparing(Comparator.naturalOrder());

  private static final List<String> KNOWN =
      List.of(BASELINE, SPARSE, DSD, "continued", "llr", "random-mask");

  private static final Map<String, String> MEANINGS =
      Map.of(
          BASELINE,
          "the first dense phase alone",
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
    return MEANINGS.getOrDefault(arm, "");
  }

  private static int position(String arm) {
    int index = KNOWN.indexOf(arm);
    return index < 0 ? KNOWN.size() : index;
  }
}
