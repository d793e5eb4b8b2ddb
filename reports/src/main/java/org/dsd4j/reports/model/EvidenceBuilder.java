package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.Evidence;
import org.dsd4j.reports.statistics.VerdictRule;

/** Collects what the verdict of one row and metric rests on. */
final class EvidenceBuilder {
  /** Budgets that differ by more than one part in a hundred are not called equal. */
  private static final double EQUAL_BUDGET = 0.01;

  private EvidenceBuilder() {}

  static Evidence of(RowBuilder row, Metric metric) {
    List<Contrast> contrasts = row.contrasts(metric);
    Optional<Contrast> toBaseline =
        contrasts.stream()
            .filter(c -> is(c, row.roles().method(), row.roles().reference()))
            .findFirst();
    Optional<Contrast> toControl = hardestControl(row, contrasts);
    return new Evidence(
        reference(row.roles()),
        toBaseline.map(Contrast::comparison),
        toControl.map(Contrast::reference).orElse(""),
        toControl.map(Contrast::comparison),
        diverged(row),
        toBaseline.isPresent() ? "" : missing(row),
        warnings(row));
  }

  /** What a sentence calls the arm that DSD is compared with. */
  private static String reference(Roles roles) {
    return roles.reference().equals(Arms.BASELINE)
        ? Evidence.BASELINE
        : roles.reference() + ", the paper's baseline for this row";
  }

  private static boolean is(Contrast contrast, String arm, String reference) {
    return contrast.arm().equals(arm) && contrast.reference().equals(reference);
  }

  /**
   * The control with the best mean, found as the one over which DSD gains least on the seeds they
   * share. Controls with enough seeds for a test come before those without; a control of another
   * budget is none.
   */
  static Optional<Contrast> hardestControl(RowBuilder row, List<Contrast> contrasts) {
    return contrasts.stream()
        .filter(c -> c.arm().equals(row.roles().method()) && Arms.CONTROLS.contains(c.reference()))
        .filter(c -> hasBudgetOfDsd(row, c.reference()))
        .min(
            Comparator.comparing((Contrast c) -> c.comparison().n() < VerdictRule.FEWEST_SEEDS)
                .thenComparing(c -> c.comparison().mean()));
  }

  /** DSD's own path counts too: without the sparse phase there is no DSD. */
  private static String diverged(RowBuilder row) {
    return row.arms().stream()
        .filter(arm -> isOnThePath(row.roles(), arm.arm()))
        .flatMap(arm -> troubles(arm, ArmRun.Status.DIVERGED).stream())
        .findFirst()
        .orElse("");
  }

  private static boolean isOnThePath(Roles roles, String arm) {
    int pass = Arms.pass(arm);
    return arm.equals(Arms.BASELINE)
        || arm.equals(roles.reference())
        || (pass > 0 && pass <= Arms.pass(roles.method()));
  }

  private static String missing(RowBuilder row) {
    for (String name : List.of(row.roles().reference(), row.roles().method())) {
      ArmReport arm = arm(row, name);
      boolean measured =
          arm.runs().stream().anyMatch(run -> run.status() == ArmRun.Status.MEASURED);
      if (!measured) {
        return name + ": " + arm.runs().get(0).note();
      }
    }
    return "no seed has figures of both "
        + row.roles().reference()
        + " and "
        + row.roles().method();
  }

  private static List<String> warnings(RowBuilder row) {
    List<String> warnings = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      if (Arms.CONTROLS.contains(arm.arm())) {
        warnings.addAll(troubles(arm, ArmRun.Status.DIVERGED));
        if (arm.wholeBudget().isPresent() && !hasBudgetOfDsd(row, arm.arm())) {
          warnings.add(
              "control " + arm.arm() + " trained for another number of steps than DSD: left aside");
        }
      }
    }
    for (String name : List.of(row.roles().reference(), row.roles().method())) {
      warnings.addAll(troubles(arm(row, name), ArmRun.Status.UNFINISHED));
    }
    return warnings;
  }

  private static List<String> troubles(ArmReport arm, ArmRun.Status status) {
    return arm.runs().stream()
        .filter(run -> run.status() == status)
        .map(run -> arm.arm() + ", seed " + run.seed() + ": " + run.note())
        .toList();
  }

  private static boolean hasBudgetOfDsd(RowBuilder row, String control) {
    Optional<TrainingCost> dsd = arm(row, row.roles().method()).wholeBudget();
    Optional<TrainingCost> other = arm(row, control).wholeBudget();
    return dsd.isPresent()
        && other.isPresent()
        && Math.abs(dsd.get().steps() - other.get().steps()) <= EQUAL_BUDGET * dsd.get().steps();
  }

  private static ArmReport arm(RowBuilder row, String name) {
    return row.arms().stream().filter(arm -> arm.arm().equals(name)).findFirst().orElseThrow();
  }
}
