package org.dsd4j.djl.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.check.CheckResult;
import org.dsd4j.djl.check.NetworkCheck;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.checkpoint.Fingerprint;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.network.Engines;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;

/** One run of a {@link DsdTraining}: checks, resumes, trains, and gives the block back. */
final class TrainingRun {
  private final DsdTraining training;
  private final DsdPlan plan;
  private final Engine engine;
  private final DatasetBatches batches;
  private final Optional<DatasetBatches> held;
  private final PlannedRate rate = new PlannedRate();
  private final Optimizer inner;
  private Optional<CheckResult> arithmetic = Optional.empty();

  TrainingRun(DsdTraining training, DsdPlan plan) {
    this.training = training;
    this.plan = plan;
    requireKnownMetric();
    engine = Engines.forTraining(training.engine);
    batches = new DatasetBatches(training.train, training.batchSize, training.seed);
    held =
        Optional.ofNullable(training.validation)
            .map(dataset -> new DatasetBatches(dataset, training.batchSize, 0));
    inner = training.optimizer.apply(rate);
  }

  private void requireKnownMetric() {
    List<String> measured = new ArrayList<>();
    if (training.validation != null) {
      measured.add(DatasetEvaluation.LOSS);
      training.evaluators.forEach(evaluator -> measured.add(evaluator.getName()));
    }
    if (measured.stream().distinct().count() < measured.size()) {
      throw new IllegalArgumentException(
          "two evaluators have one name: " + String.join(", ", measured) + "; give them names");
    }
    training.bestMetric.ifPresent(
        name -> {
          if (!measured.contains(name)) {
            throw new IllegalArgumentException(
                "nothing measures "
                    + name
                    + ", by which the best weights should be chosen; "
                    + (measured.isEmpty()
                        ? "validate(...) measures loss and what it is given"
                        : "there is " + String.join(", ", measured)));
          }
        });
  }

  DsdResult run() {
    Network network =
        Network.initialize(
            training.block,
            engine.getEngineName(),
            device(),
            training.precision,
            training.seed,
            inputShapes());
    try (MaskedOptimizer masked = new MaskedOptimizer(inner, training.block, training.momentum)) {
      PreflightChecks.requireWorking(
          inner,
          rate,
          plan.phases().get(0).rate().base(),
          network.manager(),
          training.precision.type());
      PreflightChecks.requireVariance(training.block, batches);
      requireMeasurable(network);
      arithmetic = compare(network);
      return train(network, masked);
    } catch (RuntimeException | Error e) {
      // The values belong to the user.
      network.handOver();
      throw e;
    }
  }

  /** Checks the arithmetic on the first batch. */
  private Optional<CheckResult> compare(Network network) {
    if (training.arithmetic == ArithmeticPolicy.UNCHECKED) {
      return Optional.empty();
    }
    CheckResult result =
        EngineLock.withLock(
            () -> {
              try (NDManager manager = network.manager().newSubManager();
                  var stream = batches.open(0, manager)) {
                return NetworkCheck.of(training.block).check(stream.next(manager).data());
              }
            });
    if (result instanceof CheckResult.Wrong && training.arithmetic == ArithmeticPolicy.STOP) {
      throw new IllegalStateException(
          result.inWords() + "; or continue with .arithmetic(ArithmeticPolicy.CONTINUE)");
    }
    return Optional.of(result);
  }

  private void requireMeasurable(Network network) {
    held.ifPresent(
        data -> {
          var evaluation = new DatasetEvaluation(data, training.loss, training.evaluators);
          try {
            EngineLock.withLock(
                () -> {
                  evaluation.tryOut(network);
                  return network;
                });
          } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                "the validation data cannot be measured: " + e.getMessage(), e);
          }
        });
  }

  private DsdResult train(Network network, MaskedOptimizer masked) {
    Fingerprint fingerprint = TrainingFingerprint.of(training, plan, network, batches, inner);
    try (TrainingListenerBridge listeners = listeners(network, masked);
        BestWeights best = best(network, masked, fingerprint)) {
      Evaluation validation = validation(listeners);
      Position from = resume(network, masked, fingerprint, best);
      LastResults last = new LastResults(masked);
      if (from.step() == 0) {
        last.masks = masked.masks();
      }
      DsdObserver observers = last;
      observers = best == null ? observers : observers.and(best);
      observers = observers.and(training.observer);
      observers = listeners == null ? observers : observers.and(listeners);
      Position end =
          new DsdLoop(
                  network,
                  training.loss,
                  masked,
                  rate,
                  batches,
                  validation,
                  observers,
                  settings(fingerprint, listeners))
              .run(plan, from);
      boolean finished = end.phase() == plan.phases().size();
      boolean changed = finished && best != null && best.putBack();
      if (changed || (finished && last.metrics.isEmpty())) {
        // The best weights have not been measured here; a training that was resumed at its end has
        // measured nothing.
        Evaluation evaluation = validation(null);
        last.metrics = EngineLock.withLock(() -> evaluation.measure(network));
      }
      return new DsdResult(
          network, last.masks, excluded(network), last.metrics, arithmetic, end, finished);
    }
  }

  private Device device() {
    return training.device.orElseGet(
        () ->
            NetworkParameters.of(training.block).all().stream()
                .filter(named -> named.parameter().isInitialized())
                .findFirst()
                .map(named -> named.array().getDevice())
                .orElseGet(engine::defaultDevice));
  }

  private Shape[] inputShapes() {
    return EngineLock.withLock(
        () -> {
          try (NDManager manager = NDManager.newBaseManager(device(), engine.getEngineName());
              var stream = batches.open(0, manager)) {
            NDList inputs = stream.next(manager).data();
            PreflightChecks.requirePrecision(inputs, training.precision);
            return inputs.getShapes();
          }
        });
  }

  private TrainingListenerBridge listeners(Network network, MaskedOptimizer masked) {
    return training.listeners.isEmpty()
        ? null
        : new TrainingListenerBridge(
            training.listeners,
            network,
            masked,
            training.loss,
            training.evaluators,
            batches.examples());
  }

  private BestWeights best(Network network, MaskedOptimizer masked, Fingerprint fingerprint) {
    return training.bestMetric.isEmpty()
        ? null
        : new BestWeights(
            network,
            masked,
            training.bestMetric.get(),
            training.better,
            plan.phases().size() - 1,
            training.settings.checkpoint(),
            fingerprint);
  }

  private Evaluation validation(TrainingListenerBridge listeners) {
    if (held.isEmpty()) {
      return Evaluation.NONE;
    }
    return listeners == null
        ? new DatasetEvaluation(held.get(), training.loss, training.evaluators)
        : new DatasetEvaluation(
            held.get(), training.loss, training.evaluators, listeners::validated);
  }

  private LoopSettings settings(Fingerprint fingerprint, TrainingListenerBridge listeners) {
    LoopSettings settings =
        training.settings.seeded(training.seed).markedWith(fingerprint).stoppingWhen(this::stopped);
    if (listeners == null) {
      return settings;
    }
    if (training.evaluateEvery.isEmpty()) {
      settings =
          settings.evaluatingEvery(new EpochSteps(batches, settings.accumulated()).perEpoch());
    }
    return settings
        .notifying(listeners::trained)
        .stoppingWhen(() -> stopped() || listeners.stopped());
  }

  /** An executor stops a task by an interrupt. */
  private boolean stopped() {
    return training.stop.getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  private Position resume(
      Network network, MaskedOptimizer masked, Fingerprint fingerprint, BestWeights best) {
    Optional<Path> file = training.settings.checkpoint();
    if (file.isEmpty() || !Files.exists(file.get())) {
      return Position.START;
    }
    Checkpoint saved = Checkpoint.read(file.get());
    saved.fingerprint().requireSame(fingerprint, file.get());
    if (best != null) {
      best.resume(saved.position(), validation(null));
    }
    saved.restore(network, masked);
    return saved.position();
  }

  private Map<String, String> excluded(Network network) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Phase phase : plan.phases()) {
      if (phase instanceof Phase.Sparse sparse) {
        reasons.clear();
        reasons.putAll(sparse.pruning().excluded(network.parameters().all()));
      }
    }
    return reasons;
  }

  /**
   * Keeps the last masks and the last metrics. The masks are read at the end of their phase: until
   * then the optimizer has them, and a second copy would waste memory.
   */
  private static final class LastResults implements DsdObserver {
    private final MaskedOptimizer masked;
    private MaskSet masks = MaskSet.NONE;
    private Map<String, Double> metrics = Map.of();

    LastResults(MaskedOptimizer masked) {
      this.masked = masked;
    }

    @Override
    public void masksMade(Position at, MaskSet made) {
      masks = MaskSet.NONE;
    }

    @Override
    public void phaseEnded(Phase phase, Position at) {
      if (phase instanceof Phase.Sparse) {
        masks = masked.masks();
      }
    }

    @Override
    public void evaluated(Position at, Map<String, Double> measured) {
      metrics = measured;
    }
  }
}
