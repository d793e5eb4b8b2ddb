package org.dsd4j.reproductions.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.record.Metric;

/** The paper's claim of a row, in lines for a terminal. */
final class ClaimText {
  private ClaimText() {}

  static List<String> lines(String row) {
    Claims claims = Claims.load();
    List<String> lines = new ArrayList<>();
    lines.add("What is claimed, at the scale of the paper");
    claims
        .row(row)
        .ifPresentOrElse(
            claim -> {
              for (Metric metric : claim.metrics()) {
                for (Claim.Pair pair : claim.pairs(metric.id())) {
                  lines.add(
                      String.format(
                          Locale.ROOT,
                          "  %-12s %-16s baseline %.2f, DSD %.2f  (%s, %s)",
                          claim.network(),
                          metric.labelWithUnit(),
                          pair.baseline(),
                          pair.dsd(),
                          claim.dataset(),
                          pair.source()));
                }
              }
            },
            () -> lines.add("  nothing: no source speaks of this row"));
    return lines;
  }
}
