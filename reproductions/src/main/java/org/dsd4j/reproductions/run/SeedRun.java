package org.dsd4j.reproductions.run;

import ai.djl.nn.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DivergedException;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.SeedFolder;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reproductions.row.ArmCheckpoints;
import org.dsd4j.reproductions.row.Experiment;

/** One seed of a row: its arms, one after the other, each from where its parent ended. */
final class SeedRun {
  private static final long EVALUATIONS_OF_LONGEST_PHASE = 8;

  private final Experiment experiment;
  private final RunSpecFactory specs;
  private final RunOptions options;
  private final StartedEngine engine;
  private final Environment environment;
  private final SeedFolder seedFolder;
  private final long seed;
  private final ProgressPrinter progress;
  private final StopRequest stop;
  private final RunTracking tracking;
  private final String title;
  private final Map<String, ArmResult> results = new LinkedHashMap<>();

  SeedRun(
      Experiment experiment,
      RunSpecFactory specs,
      RunOptions options,
      StartedEngine engine,
      Environment environment,
      SeedFolder seedFolder,
      long seed,
      ProgressPrinter progress,
      StopRequest stop,
      RunTracking tracking,
      String title) {
    this.experiment = experiment;
    this.specs = specs;
    this.options = options;
    this.engine = engine;
    this.environment = environment;
    this.seedFolder = seedFolder;
    this.seed = seed;
    this.progress = progress;
    this.stop = stop;
    this.tracking = tracking;
    this.title = title;
  }

  /** Runs the arms; returns whether all of them came to their end. */
  boolean run(List<Arm> arms) {
    for (Arm arm : arms) {
      RunSpec spec = specs.spec(arm, seed);
      try (ArmFolder folder = seedFolder.arm(spec)) {
        folder.observe(tracking);
        progress.title(title + "  seed " + seed + "  " + arm.id());
        results.put(arm.id(), finishedOrRun(arm, spec, folder));
      }
    }
    return results.values().stream().allMatch(r -> r.outcome() instanceof Outcome.Measured);
  }

  private ArmResult finishedOrRun(Arm arm, RunSpec spec, ArmFolder folder) {
    Optional<ArmResult> there = folder.result();
    if (there.isPresent()) {
      progress.line(title + "  seed " + seed + "  " + arm.id() + "  finished before, skipped");
      // Of a process that was killed at the very end.
      deleteCheckpoint(folder);
      return there.get();
    }
    Optional<ArmResult> failed = parentFailed(arm);
    if (failed.isEmpty()) {
      requireStart(arm, spec, folder);
    }
    folder.start(spec, environment, stop::check);
    ArmResult result = failed.orElseGet(() -> train(arm, spec, folder));
    folder.append(new Event.Finished(Instant.now()));
    folder.finish(result);
    deleteCheckpoint(folder);
    return result;
  }

  /** Looks at the checkpoint that the arm starts from before anything of the arm is written. */
  private void requireStart(Arm arm, RunSpec spec, ArmFolder folder) {
    if (Files.exists(folder.place().checkpoint())) {
      ArmCheckpoints.ofBrokenOff(folder.place(), spec);
    } else {
      arm.parent().ifPresent(parent -> ArmCheckpoints.ofEnd(seedFolder.place().arm(parent)));
    }
  }

  private Optional<ArmResult> parentFailed(Arm arm) {
    return arm.parent()
        .filter(parent -> !(results.get(parent).outcome() instanceof Outcome.Measured))
        .map(
            parent ->
                new ArmResult(
                    new Outcome.NotRun("it starts from " + parent + ", which did not finish"),
                    List.of(),
                    List.of(),
                    new TreeMap<>(),
                    ""));
  }

  private ArmResult train(Arm arm, RunSpec spec, ArmFolder folder) {
    Block block = experiment.newBlock();
    PlannedRate rate = new PlannedRate();
    Optional<ArmPath> parent = arm.parent().map(seedFolder.place()::arm);
    Recorder recorder = new Recorder(folder, experiment.figureLayer(), parent);
    try (Network network =
            Network.initialize(
                block,
                options.engine(),
                engine.device(),
                options.request().precision(),
                seed,
                experiment.inputShapes());
        MaskedOptimizer optimizer = experiment.maskedOptimizer(rate, block)) {
      network.beforeForward(stop::check);
      Position from = restore(arm, spec, folder, parent, network, optimizer);
      DsdLoop loop =
          new DsdLoop(
              network,
              experiment.newLoss(),
              optimizer,
              rate,
              experiment.training(seed),
              experiment.validation(),
              recorder.and(progress).and(stop),
              settings(spec, folder));
      try {
        Position end = loop.run(arm.plan(), from);
        Checkpoint.of(network, optimizer, end, ArmCheckpoints.mark(spec))
            .write(folder.place().finalWeights());
        return measure(arm, folder, network, recorder);
      } catch (DivergedException e) {
        return diverged(arm, folder, e);
      }
    }
  }

  private ArmResult diverged(Arm arm, ArmFolder folder, DivergedException e) {
    progress.line(e.getMessage());
    Position at = e.position();
    folder.append(new Event.Diverged(Instant.now(), at.phase(), at.step(), e.getMessage()));
    PhaseClock clock = clock(arm, folder);
    SortedMap<String, String> notes = new TreeMap<>();
    clock.note().ifPresent(note -> notes.put(PhaseClock.NOTE, note));
    return new ArmResult(
        new Outcome.Diverged(e.phase(), at.step(), e.getMessage()),
        clock.spent(),
        inherited(arm),
        notes,
        "");
  }

  private ArmResult measure(Arm arm, ArmFolder folder, Network network, Recorder recorder) {
    Experiment.TestResult test = experiment.test(network);
    if (!test.predictions().isEmpty()) {
      folder.writePredictions(test.predictions());
    }
    if (!test.sentences().isEmpty()) {
      folder.writeSentences(test.sentences());
    }
    experiment.keepModel(folder.place().path());
    SortedMap<String, String> notes = new TreeMap<>(recorder.speed());
    notes.putAll(test.notes());
    List<String> problems = experiment.dataProblems();
    if (!problems.isEmpty()) {
      notes.put(ArmResult.LEFT_OUT, problems.size() + ": " + String.join("; ", problems));
    }
    PhaseClock clock = clock(arm, folder);
    clock.note().ifPresent(note -> notes.put(PhaseClock.NOTE, note));
    return new ArmResult(
        new Outcome.Measured(test.metrics()),
        clock.spent(),
        inherited(arm),
        notes,
        network.sha256());
  }

  private Position restore(
      Arm arm,
      RunSpec spec,
      ArmFolder folder,
      Optional<ArmPath> parent,
      Network network,
      MaskedOptimizer optimizer) {
    Path own = folder.place().checkpoint();
    if (Files.exists(own)) {
      Checkpoint saved = ArmCheckpoints.ofBrokenOff(folder.place(), spec);
      saved.restore(network, optimizer);
      Position at = saved.position();
      // The first step that is done again.
      folder.append(new Event.Resumed(Instant.now(), at.phase(), at.step() + 1));
      return at;
    }
    if (folder.hasEvents()) {
      // Without a checkpoint the arm starts again: what it had written does not count any more.
      folder.append(new Event.Resumed(Instant.now(), arm.firstPhase(), 1));
    }
    if (parent.isEmpty()) {
      experiment.initialWeights().ifPresent(weights -> weights.load(network));
      return Position.START;
    }
    Checkpoint end = ArmCheckpoints.ofEnd(parent.get());
    end.restore(network, optimizer);
    if (end.position().phase() != arm.firstPhase()) {
      throw new IllegalStateException(
          parent.get().path()
              + " ended at phase "
              + end.position().phase()
              + ", not where "
              + arm.id()
              + " starts");
    }
    return end.position();
  }

  /** The same distance between evaluations in every arm, so that curves can be compared. */
  private LoopSettings settings(RunSpec spec, ArmFolder folder) {
    long longest =
        specs.phases(experiment.plan()).stream().mapToLong(PhasePlan::steps).max().orElseThrow();
    return LoopSettings.of(seed)
        .markedWith(ArmCheckpoints.mark(spec))
        .evaluatingEvery(Math.max(1, longest / EVALUATIONS_OF_LONGEST_PHASE))
        .boundingNorm(experiment.largestGradientNorm())
        .checkpointing(folder.place().checkpoint(), options.checkpointEvery());
  }

  private PhaseClock clock(Arm arm, ArmFolder folder) {
    return PhaseClock.read(specs.phases(arm.plan()), arm.firstPhase(), folder.place().events());
  }

  private List<PhaseCost> inherited(Arm arm) {
    List<PhaseCost> all = new ArrayList<>();
    arm.parent()
        .map(results::get)
        .ifPresent(
            parent -> {
              all.addAll(parent.inherited());
              all.addAll(parent.spent());
            });
    return all;
  }

  private static void deleteCheckpoint(ArmFolder folder) {
    try {
      Files.deleteIfExists(folder.place().checkpoint());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the checkpoint in " + folder.place().path(), e);
    }
  }
}
