package org.dsd4j.reproductions.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.check.SlowerInstructions;
import org.dsd4j.djl.kit.conformance.Conformance;
import org.dsd4j.djl.kit.conformance.Finding;
import org.dsd4j.djl.kit.engine.ArithmeticCheck;
import org.dsd4j.djl.kit.engine.ConvolutionShape;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.RowPath;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.PreparationContext;
import org.dsd4j.reproductions.row.Row;

/** Runs rows one after the other into a store. */
public final class RowRunner {
  private static final int CHECKED_BATCH = 2;

  /** Beside the scales in the store of runs: what every seed and arm of a row reads. */
  private final RunOptions options;

  private final StartedEngine engine;
  private final ProgressPrinter progress;
  private final StopRequest stop;
  private final RunTracking tracking;
  private List<Finding> capabilities = List.of();

  /**
   * Creates a runner.
   *
   * @param options how rows are run
   * @param engine the started engine and its device
   * @param progress where progress is shown
   * @param stop ends a training early
   * @param tracking receives what is recorded
   */
  public RowRunner(
      RunOptions options,
      StartedEngine engine,
      ProgressPrinter progress,
      StopRequest stop,
      RunTracking tracking) {
    this.options = options;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
    this.tracking = tracking;
  }

  /** The engine's convolutions are wrong for shapes that a row uses. */
  public static final class UnsafeArithmeticException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Optional<String> otherWay;

    UnsafeArithmeticException(String message, Optional<String> otherWay) {
      super(message);
      this.otherWay = otherWay;
    }

    /**
     * Returns what the user can do where slower instructions of the CPU are no way out.
     *
     * @return words of a command; empty where they are
     */
    public Optional<String> otherWay() {
      return otherWay;
    }
  }

  /**
   * Runs one row with all its seeds.
   *
   * @param row the row
   * @return whether every arm came to its end
   * @throws UnsafeArithmeticException when the self-check of the engine fails
   */
  public boolean run(Row row) {
    Experiment experiment = stop.withoutEngine(() -> row.prepare(options.request()));
    List<Arm> arms = Arm.select(Arm.of(experiment.plan()), options.arms());
    // Said before hours of training, and once more with what could not be read meanwhile.
    List<String> before = experiment.dataProblems();
    before.forEach(problem -> progress.line("left out: " + problem));
    boolean finished = run(row, prepare(row, experiment), arms);
    List<String> after = experiment.dataProblems();
    if (!after.equals(before)) {
      after.forEach(problem -> progress.line("left out: " + problem));
    }
    return finished;
  }

  /** What all seeds of a row share, and an analysis of them needs too. */
  record Prepared(Experiment experiment, RunSpecFactory specs, Environment environment) {}

  /** Looks at the network of a row and checks that the engine computes it rightly. */
  Prepared prepare(Row row, Experiment experiment) {
    stop.check();
    try (Network network = initialize(experiment)) {
      return new Prepared(
          experiment,
          new RunSpecFactory(row, experiment, options, network.parameters()),
          EnvironmentProbe.probe(
              engine, options.threads(), checkArithmetic(network), capabilities()));
    }
  }

  /** Tried once, since it takes a second or two. */
  private List<Finding> capabilities() {
    if (capabilities.isEmpty()) {
      Conformance conformance = new Conformance(engine.engine(), engine.device());
      capabilities = conformance.check(capability -> stop.check());
    }
    return capabilities;
  }

  boolean run(Row row, Prepared prepared, List<Arm> arms) {
    Experiment experiment = prepared.experiment();
    RunStore store = new RunStore(options.out());
    String scale = options.request().scale().id();
    stop.withoutEngine(
        () -> {
          writeSamples(experiment, store.layout().row(scale, row.id()));
          return store;
        });
    experiment.prepare(
        new PreparationContext(
            engine,
            options.threads(),
            options.request().cache(),
            progress::line,
            progress.and(stop)));
    boolean finished = true;
    for (long seed = 1; seed <= options.seeds(); seed++) {
      SeedRun seedRun =
          new SeedRun(
              experiment,
              prepared.specs(),
              options,
              engine,
              prepared.environment(),
              store.seed(scale, row.id(), options.engine(), seed, options.fresh()),
              seed,
              progress,
              stop,
              tracking,
              row.id() + " (" + scale + ")");
      finished &= seedRun.run(arms);
    }
    return finished;
  }

  /**
   * Initialises the network of an experiment.
   *
   * @param experiment the experiment
   * @return the network with the weights of seed 1; the caller closes it
   */
  public Network initialize(Experiment experiment) {
    return Network.initialize(
        experiment.newBlock(),
        options.engine(),
        engine.device(),
        options.request().precision(),
        1,
        experiment.inputShapes());
  }

  /**
   * Returns the engine.
   *
   * @return the started engine and its device
   */
  public StartedEngine engine() {
    return engine;
  }

  private String checkArithmetic(Network network) {
    stop.check();
    List<ConvolutionShape> shapes = ConvolutionShape.of(network.block(), CHECKED_BATCH);
    try (NDManager manager = network.manager().newSubManager()) {
      List<ArithmeticCheck.Fault> faults = new ArithmeticCheck(manager).check(shapes);
      if (!faults.isEmpty()) {
        ArithmeticCheck.Fault first = faults.get(0);
        throw new UnsafeArithmeticException(
            engine.name()
                + " on "
                + engine.deviceName()
                + " computes "
                + faults.size()
                + " of "
                + shapes.size()
                + " convolutions wrongly, for example "
                + first.shape()
                + ": "
                + first.problem(),
            otherWay());
      }
    }
    return shapes.size()
        + " convolutions agree with FLOAT64 on poisoned memory"
        + (options.pinned().isPresent()
            ? ", kernels pinned"
            : SlowerInstructions.limit().map(limit -> ", oneDNN limited to " + limit).orElse(""));
  }

  private Optional<String> otherWay() {
    if (engine.device().isGpu()) {
      return Optional.of("run with --device cpu");
    }
    return options.pinned().map(pinned -> "run without --reproducible");
  }

  /** Pictures of the data, for the report. */
  private static void writeSamples(Experiment experiment, RowPath row) {
    experiment.samples().ifPresent(png -> write(row.path(), row.samples(), png));
    experiment
        .examples()
        .forEach((example, png) -> write(row.examples(), row.example(example), png));
  }

  private static void write(Path folder, Path file, byte[] png) {
    AtomicFiles.createFolder(folder);
    AtomicFiles.write(file, png);
  }
}
