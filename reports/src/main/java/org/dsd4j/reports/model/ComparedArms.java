package org.dsd4j.reports.model;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Roles;

/** Chooses which two arms of a row are compared, and says so where it is not the usual pair. */
final class ComparedArms {
  private ComparedArms() {}

  /** Among the arms of which any seed ended, with figures or without a number. */
  static Roles roles(List<ArmReport> arms) {
    return Roles.among(
        arms.stream()
            .filter(
                arm ->
                    arm.runs().stream()
                        .anyMatch(
                            run ->
                                run.status() == ArmRun.Status.MEASURED
                                    || run.status() == ArmRun.Status.DIVERGED))
            .map(ArmReport::arm)
            .toList());
  }

  /** Empty for a row of one pass. */
  static Optional<String> words(List<ArmReport> arms) {
    if (arms.stream().noneMatch(arm -> Arms.isOfSeveralPasses(arm.arm()))) {
      return Optional.empty();
    }
    Roles roles = roles(arms);
    StringBuilder words = new StringBuilder();
    words.append("compared here: ").append(roles.method()).append(" over ");
    words.append(roles.reference());
    words.append(
        roles.reference().equals(Arms.EQUAL_EPOCHS)
            ? ", the paper's baseline for this row; where it says baseline or DSD, these two are"
                + " meant"
            : ", the first dense phase alone, because equal-epochs, the paper's baseline for this"
                + " row, has no figures yet");
    later(arms, roles)
        .ifPresent(arm -> words.append("; ").append(arm).append(" has no figures yet"));
    return Optional.of(words.toString());
  }

  /** A pass that was begun and has no figures. */
  private static Optional<String> later(List<ArmReport> arms, Roles roles) {
    TreeSet<String> names = new TreeSet<>(Arms.ORDER);
    arms.stream().map(ArmReport::arm).filter(arm -> arm.startsWith(Arms.DSD)).forEach(names::add);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.last()).filter(arm -> Arms.pass(arm) > Arms.pass(roles.method()));
  }
}
