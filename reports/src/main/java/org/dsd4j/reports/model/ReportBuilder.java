package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Evidence;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.statistics.VerdictRule;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.SensitivityRecord;
import org.dsd4j.reports.store.StoreContents;
import org.dsd4j.reports.store.StoreException;

/** Builds the report from records alone: the same records give the same report. */
public final class ReportBuilder {
  /** Problems that the line about a store without any record names. */
  private static final int REASONS = 3;

  private final Claims claims;

  /**
   * Creates a builder.
   *
   * @param claims the figures of the paper and its sources
   */
  public ReportBuilder(Claims claims) {
    this.claims = claims;
  }

  /**
   * Builds the report.
   *
   * @param stores folders of records, at least one
   * @return the report
   * @throws StoreException if a store is missing or there is no record at all
   */
  public ReproductionReport build(List<RunStore> stores) {
    List<ArmRecord> records = new ArrayList<>();
    List<SensitivityRecord> sensitivities = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (RunStore store : stores) {
      StoreContents contents = store.load();
      records.addAll(contents.arms());
      sensitivities.addAll(contents.sensitivities());
      problems.addAll(contents.problems());
    }
    if (records.isEmpty()) {
      throw new StoreException(
          "no records in "
              + stores.stream()
                  .map(store -> store.place().toString())
                  .collect(Collectors.joining(", "))
              + ": run a row first, or give the right folder"
              + reasons(named(stores, problems)));
    }
    List<RowBuilder> rows =
        Selection.groups(records).stream()
            .map(Selection::of)
            .map(selection -> new RowBuilder(selection, sensitivities))
            .sorted(Comparator.comparingInt(this::position))
            .toList();
    rows.forEach(row -> problems.addAll(row.problems()));
    problems.addAll(orphans(sensitivities, records));
    return new ReproductionReport(
        withVerdicts(rows).stream().map(row -> row.withNotes(named(stores, row.notes()))).toList(),
        absent(rows),
        claims,
        named(stores, problems));
  }

  /** The first ones: where everything is damaged, all of them would hide what to do. */
  private static String reasons(List<String> problems) {
    String first =
        problems.stream().limit(REASONS).map(p -> " (" + p + ")").collect(Collectors.joining());
    int more = problems.size() - REASONS;
    return more > 0 ? first + " (and " + more + " more)" : first;
  }

  private static List<String> named(List<RunStore> stores, List<String> texts) {
    return texts.stream()
        .map(
            text -> {
              String named = text;
              for (RunStore store : stores) {
                named = store.named(named);
              }
              return named;
            })
        .toList();
  }

  /** An analysis whose row has no runs has no section to stand in. */
  private static List<String> orphans(
      List<SensitivityRecord> sensitivities, List<ArmRecord> records) {
    return sensitivities.stream()
        .map(SensitivityRecord::place)
        .filter(
            place ->
                records.stream()
                    .noneMatch(arm -> place.seed().engine().equals(arm.place().seed().engine())))
        .map(
            place ->
                place.path()
                    + " is a sensitivity analysis without runs beside it: bring its baseline back,"
                    + " or move it away")
        .toList();
  }

  /** The order of the paper's table; rows of no source come last. The sort is stable. */
  private int position(RowBuilder row) {
    List<String> order = claims.rows().stream().map(Claim::row).toList();
    int index = order.indexOf(row.spec().row());
    return index < 0 ? order.size() : index;
  }

  private List<RowReport> withVerdicts(List<RowBuilder> rows) {
    Map<Question, Verdict> verdicts = new LinkedHashMap<>();
    families(rows).values().forEach(family -> verdicts.putAll(decide(family)));
    List<RowReport> reports = new ArrayList<>();
    for (RowBuilder row : rows) {
      List<Verdict> own =
          row.spec().metrics().stream()
              .map(m -> verdicts.getOrDefault(new Question(row, m), Verdict.NOT_JUDGED))
              .toList();
      reports.add(row.build(claims.row(row.spec().row()), own));
    }
    return reports;
  }

  /**
   * The rows that Holm's correction takes together: those of one scale and engine; the primary
   * metrics as one family, each further metric as one of its own. A metric without a direction is
   * not tested and so costs the others nothing.
   */
  private static Map<String, List<Question>> families(List<RowBuilder> rows) {
    Map<String, List<Question>> families = new LinkedHashMap<>();
    for (RowBuilder row : rows) {
      for (Metric metric : row.spec().metrics()) {
        if (!metric.direction().judges()) {
          continue;
        }
        boolean primary = metric.equals(row.spec().primaryMetric());
        String family =
            String.join(
                "/",
                row.spec().scale(),
                row.spec().engine(),
                primary ? "primary" : "metric " + metric.id());
        families.computeIfAbsent(family, f -> new ArrayList<>()).add(new Question(row, metric));
      }
    }
    return families;
  }

  private static Map<Question, Verdict> decide(List<Question> family) {
    List<Evidence> evidence =
        family.stream().map(q -> EvidenceBuilder.of(q.row(), q.metric())).toList();
    List<Verdict> verdicts = VerdictRule.decide(evidence);
    Map<Question, Verdict> decided = new LinkedHashMap<>();
    for (int i = 0; i < family.size(); i++) {
      decided.put(family.get(i), verdicts.get(i));
    }
    return decided;
  }

  private List<Claim> absent(List<RowBuilder> rows) {
    return claims.rows().stream()
        .filter(claim -> rows.stream().noneMatch(r -> r.spec().row().equals(claim.row())))
        .toList();
  }

  /** One verdict is asked for each row and metric; a row builder is equal to itself alone. */
  private record Question(RowBuilder row, Metric metric) {}
}
