package org.dsd4j.reports.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.statistics.PairedDifferences;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.PngFile;
import org.dsd4j.reports.store.RecordFile;
import org.dsd4j.reports.store.RowPath;
import org.dsd4j.reports.store.SensitivityRecord;

/** Builds one row, all but its verdicts, which depend on the other rows. */
final class RowBuilder {
  private final Selection selection;
  private final RunSpec spec;
  private final List<ArmReport> arms;
  private final Roles roles;
  private final SensitivitySelection sensitivity;
  private final List<String> problems = new ArrayList<>();
  private final List<ExampleRuns> examples;
  private final SegmentTests segments;
  private final Optional<SentenceReport> sentences;
  private final Optional<Path> samples;
  private final Map<Metric, List<Contrast>> contrasts = new HashMap<>();

  /** The sensitivities may be those of other rows too. */
  RowBuilder(Selection selection, List<SensitivityRecord> sensitivities) {
    this.selection = selection;
    this.spec = representative(selection).spec();
    this.arms = arms(selection);
    this.roles = ComparedArms.roles(arms);
    this.sensitivity =
        SensitivitySelection.of(
            selection, sensitivities.stream().filter(s -> isOfThisRow(s.spec())).toList());
    Sentences said = Sentences.read(arms);
    problems.addAll(said.problems());
    this.examples = ExampleScores.of(arms, said, spec.metrics(), problems);
    this.segments = new SegmentTests(said);
    this.sentences =
        SentenceBuilder.of(arms, roles, said, examples, spec.metrics(), folder(), problems);
    this.samples = readable(folder().samples());
  }

  private boolean isOfThisRow(SensitivitySpec other) {
    return other.scale().equals(spec.scale())
        && other.row().equals(spec.row())
        && other.engine().equals(spec.engine());
  }

  RunSpec spec() {
    return spec;
  }

  List<ArmReport> arms() {
    return arms;
  }

  Roles roles() {
    return roles;
  }

  /** Files of the row that cannot be used, one line each. */
  List<String> problems() {
    return problems;
  }

  RowReport build(Optional<Claim> claim, List<Verdict> verdicts) {
    List<MetricReport> metrics = new ArrayList<>();
    for (int i = 0; i < spec.metrics().size(); i++) {
      Metric metric = spec.metrics().get(i);
      metrics.add(
          new MetricReport(
              metric,
              i == 0,
              roles,
              summaries(metric),
              contrasts(metric),
              EvidenceBuilder.hardestControl(this, contrasts(metric)),
              verdicts.get(i),
              claim.map(c -> claimed(c, metric)).orElse(List.of())));
    }
    return new RowReport(
        spec,
        List.copyOf(selection.seeds().keySet()),
        arms,
        metrics,
        claim,
        samples,
        sensitivity.report(),
        sentences,
        Stream.of(
                ComparedArms.words(arms).stream(),
                selection.notes().stream(),
                leftOut().stream(),
                sensitivity.notes().stream(),
                withoutManifest().stream())
            .flatMap(notes -> notes)
            .toList());
  }

  /** A tally only grows while a run reads its data, so that the longest one has what all have. */
  private Optional<String> leftOut() {
    return arms.stream()
        .flatMap(arm -> arm.leftOut().stream())
        .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .map(tally -> ArmResult.LEFT_OUT + ": " + tally);
  }

  /** Runs of older versions: only what they say of themselves can be checked. */
  private Optional<String> withoutManifest() {
    List<ArmRecord> finished =
        selection.seeds().values().stream()
            .flatMap(seed -> seed.values().stream())
            .filter(record -> record.result().isPresent())
            .toList();
    long without = finished.stream().filter(record -> !record.manifest().exists()).count();
    return without == 0
        ? Optional.empty()
        : Optional.of(
            "no manifest vouches for the files of "
                + (without == finished.size() ? "these" : without + " of these")
                + " runs, since an older version wrote them: a change in them might not be noticed");
  }

  /**
   * What the sources say of a metric. They have word error rates of named test sets alone; beside
   * that of a row with one set without a name stands the one of Table 1, with its set.
   */
  private static List<Claim.Pair> claimed(Claim claim, Metric metric) {
    Optional<String> named =
        SpeechMetrics.setOfWer(metric.id())
            .filter(String::isEmpty)
            .flatMap(none -> SpeechMetrics.setOfWer(claim.metrics().get(0).id()));
    if (named.isEmpty()) {
      return claim.pairs(metric.id());
    }
    String set = SpeechMetrics.setLabel(named.get());
    return claim.pairs(claim.metrics().get(0).id()).stream()
        .map(pair -> new Claim.Pair(pair.source() + ", " + set, pair.baseline(), pair.dsd()))
        .toList();
  }

  /** Every arm against the reference, then the method against each other arm that ran. */
  List<Contrast> contrasts(Metric metric) {
    return contrasts.computeIfAbsent(metric, this::compare);
  }

  private List<Contrast> compare(Metric metric) {
    List<Contrast> contrasts = new ArrayList<>();
    for (ArmReport arm : arms) {
      if (!arm.arm().equals(roles.reference())) {
        contrast(metric, arm.arm(), roles.reference()).ifPresent(contrasts::add);
      }
    }
    for (ArmReport arm : arms) {
      if (!arm.arm().equals(roles.reference()) && !arm.arm().equals(roles.method())) {
        contrast(metric, roles.method(), arm.arm()).ifPresent(contrasts::add);
      }
    }
    return contrasts;
  }

  private Optional<Contrast> contrast(Metric metric, String arm, String reference) {
    SortedMap<Long, Double> from = values(metric, reference);
    SortedMap<Long, Double> to = values(metric, arm);
    List<Long> seeds = PairedDifferences.seeds(from, to);
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    PairedComparison comparison =
        PairedComparison.of(PairedDifferences.of(metric.direction(), from, to));
    double mean = Summary.of(seeds.stream().map(seed -> from.get(seed)).toList()).mean();
    double relative = mean == 0 ? Double.NaN : 100 * comparison.mean() / Math.abs(mean);
    return Optional.of(
        new Contrast(
            arm,
            reference,
            seeds,
            comparison,
            relative,
            overExamples(metric, arm, reference, seeds),
            segments.of(metric, arm, reference, seeds)));
  }

  private Optional<SentenceReport.Estimate> overExamples(
      Metric metric, String arm, String reference, List<Long> seeds) {
    return examples.stream()
        .filter(runs -> runs.metric().equals(metric))
        .findFirst()
        .flatMap(runs -> runs.gain(arm, reference, seeds));
  }

  private SortedMap<Long, Double> values(Metric metric, String arm) {
    return arms.stream()
        .filter(a -> a.arm().equals(arm))
        .findFirst()
        .orElseThrow()
        .values(metric.id());
  }

  private Map<String, Summary> summaries(Metric metric) {
    Map<String, Summary> summaries = new LinkedHashMap<>();
    for (ArmReport arm : arms) {
      List<Double> values = List.copyOf(arm.values(metric.id()).values());
      if (!values.isEmpty()) {
        summaries.put(arm.arm(), Summary.of(values));
      }
    }
    return summaries;
  }

  private static List<ArmReport> arms(Selection selection) {
    TreeSet<String> names = new TreeSet<>(Arms.ORDER);
    names.addAll(Arms.USUAL);
    selection.seeds().values().forEach(seed -> names.addAll(seed.keySet()));
    List<ArmReport> arms = new ArrayList<>();
    for (String name : names) {
      List<ArmRun> runs = new ArrayList<>();
      List<PhasePlan> plan = List.of();
      for (Map.Entry<Long, Map<String, ArmRecord>> seed : selection.seeds().entrySet()) {
        Optional<ArmRecord> record = Optional.ofNullable(seed.getValue().get(name));
        runs.add(run(seed.getKey(), record));
        plan = record.map(r -> r.spec().plan()).orElse(plan);
      }
      arms.add(new ArmReport(name, plan, runs));
    }
    return arms;
  }

  private static ArmRun run(long seed, Optional<ArmRecord> record) {
    if (record.isEmpty()) {
      return new ArmRun(seed, ArmRun.Status.NOT_RUN, "not run", record);
    }
    Optional<Outcome> outcome = record.get().result().map(ArmResult::outcome);
    if (outcome.isEmpty()) {
      return new ArmRun(seed, ArmRun.Status.UNFINISHED, withoutResult(record.get()), record);
    }
    if (outcome.get() instanceof Outcome.Diverged diverged) {
      String note =
          "diverged in phase "
              + diverged.phase()
              + ", step "
              + diverged.step()
              + ": "
              + diverged.cause();
      return new ArmRun(seed, ArmRun.Status.DIVERGED, note, record);
    }
    if (outcome.get() instanceof Outcome.NotRun notRun) {
      String note = "not run: " + notRun.reason();
      return new ArmRun(seed, ArmRun.Status.NOT_RUN, note, record);
    }
    return new ArmRun(seed, ArmRun.Status.MEASURED, "", record);
  }

  /** Problems name the reason; a run that has ended must not be said to be under way. */
  private static String withoutResult(ArmRecord record) {
    return RecordFile.isThere(record.place().result())
        ? "its result cannot be used"
        : progress(record);
  }

  private static String progress(ArmRecord record) {
    return record.events().stream()
        .filter(Event.Step.class::isInstance)
        .map(Event.Step.class::cast)
        .max(Comparator.comparingLong(Event.Step::globalStep))
        .map(step -> "unfinished, at " + place(record.spec().plan(), step))
        .orElse("unfinished");
  }

  private static String place(List<PhasePlan> plan, Event.Step step) {
    if (step.phaseIndex() < 0 || step.phaseIndex() >= plan.size()) {
      return "step " + step.step();
    }
    PhasePlan phase = plan.get(step.phaseIndex());
    return phase.name() + " " + step.step() + "/" + phase.steps();
  }

  /** DSD's specification where there is one: its plan is the longest path. */
  private static ArmRecord representative(Selection selection) {
    List<ArmRecord> all =
        selection.seeds().values().stream().flatMap(seed -> seed.values().stream()).toList();
    String method = Roles.among(all.stream().map(record -> record.spec().arm()).toList()).method();
    return all.stream()
        .filter(record -> record.spec().arm().equals(method))
        .findFirst()
        .orElse(all.get(0));
  }

  private Optional<Path> readable(Path picture) {
    return RecordFile.isThere(picture)
        ? PngFile.read(picture, problems).map(bytes -> picture)
        : Optional.empty();
  }

  private RowPath folder() {
    return representative(selection).place().row();
  }
}
