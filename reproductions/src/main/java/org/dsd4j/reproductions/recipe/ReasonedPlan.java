package org.dsd4j.reproductions.recipe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;

/**
 * What every recipe has: the plan, and the reasons for all that differs from the paper.
 *
 * @param plan the plan of the DSD arm
 * @param reasons why a setting differs from that at the paper's scale, by the name of the setting
 *     as in {@link Recipe#words()}
 */
public record ReasonedPlan(DsdPlan plan, Map<String, String> reasons) {
  /** Copies. */
  public ReasonedPlan {
    reasons = Map.copyOf(reasons);
  }

  /**
   * Starts from a plan that needs no reasons, such as the paper's own.
   *
   * @param plan the plan of the DSD arm
   * @return the plan without reasons, never null
   */
  public static ReasonedPlan of(DsdPlan plan) {
    return new ReasonedPlan(plan, Map.of());
  }

  /**
   * Replaces the plan.
   *
   * @param newPlan the plan of the DSD arm
   * @return a copy with the same reasons
   */
  public ReasonedPlan with(DsdPlan newPlan) {
    return new ReasonedPlan(newPlan, reasons);
  }

  /**
   * Adds or replaces a reason.
   *
   * @param setting the name of the setting
   * @param reason why it differs from the paper's
   * @return a copy
   */
  public ReasonedPlan because(String setting, String reason) {
    Map<String, String> more = new HashMap<>(reasons);
    more.put(setting, reason);
    return new ReasonedPlan(plan, more);
  }

  /**
   * Returns why a setting differs from the paper's.
   *
   * @param setting the name of the setting
   * @return the reason; empty when there is none
   */
  public Optional<String> reason(String setting) {
    return Optional.ofNullable(reasons.get(setting));
  }
}
