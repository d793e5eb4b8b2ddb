package org.dsd4j.reproductions.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.network.Stem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does the mask add to an update of all weights of ResNet-18 (11.7 M)? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class OptimizerBenchmark {
  /** dense: no mask; keep: the weight is masked; zero: the gradient too (the default). */
  @Param({"dense", "keep", "zero"})
  public String mask;

  private Network network;
  private MaskedOptimizer optimizer;
  private List<NamedParameter> trained;

  /** Makes the network, its masks, and gradients of zeros, which an update leaves as zeros. */
  @Setup
  public void make() {
    EngineStart.start("PyTorch", Runtime.getRuntime().availableProcessors());
    Block block = ResNet.resNet18(Stem.IMAGENET, 64, 1000);
    network = Network.initialize(block, "PyTorch", Device.cpu(), 1, new Shape(1, 3, 224, 224));
    PlannedRate rate = new PlannedRate();
    rate.set(1e-3);
    optimizer =
        new MaskedOptimizer(
            MomentumSgd.builder()
                .setLearningRateTracker(rate)
                .optMomentum(0.9f)
                .optWeightDecays(1e-4f)
                .build(),
            block,
            mask.equals("keep") ? MaskedMomentum.KEEP : MaskedMomentum.ZERO);
    if (!mask.equals("dense")) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.30)));
    }
    trained = network.parameters().all().stream().filter(NamedParameter::trains).toList();
    differentiate();
  }

  /** The gradients of nothing, where a step would find those of its loss. */
  private void differentiate() {
    try (NDManager manager = network.manager().newSubManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray nothing = manager.zeros(new Shape());
      for (NamedParameter named : trained) {
        nothing = nothing.add(named.array().sub(named.array()).sum());
      }
      collector.backward(nothing);
    }
  }

  /** One update of every parameter. */
  @Benchmark
  public void update() {
    for (NamedParameter named : trained) {
      try (NDArray gradient = named.array().getGradient()) {
        optimizer.update(named.parameter().getId(), named.array(), gradient);
      }
    }
  }

  /** Frees native memory. */
  @TearDown
  public void free() {
    optimizer.close();
    network.close();
  }
}
