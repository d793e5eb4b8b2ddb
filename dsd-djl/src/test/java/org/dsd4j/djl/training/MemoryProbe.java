package org.dsd4j.djl.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;

/** Prints the resident set in KiB after each 100 of 500 steps, most of them under masks. */
final class MemoryProbe {
  private static final int EVERY = 100;
  private static final PrintStream RESULT =
      new PrintStream(
          new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);

  private MemoryProbe() {}

  /** Runs the probe. */
  public static void main(String[] args) {
    EngineStart.start(StartEngine.NAME, 1);
    SequentialBlock block = block();
    Shape input = new Shape(16, 1, 16, 16);
    PlannedRate rate = new PlannedRate();
    MomentumSgd sgd =
        MomentumSgd.builder()
            .setLearningRateTracker(rate)
            .optMomentum(0.9f)
            .optWeightDecays(1e-4f)
            .build();
    Loss loss = Loss.softmaxCrossEntropyLoss();
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, input);
        var optimizer = new MaskedOptimizer(sgd, block)) {
      DatasetBatches batches = new DatasetBatches(dataset(manager), 16, 1);
      var validation = new DatasetEvaluation(batches, loss, java.util.List.of());
      new DsdLoop(
              network,
              loss,
              optimizer,
              rate,
              batches,
              validation,
              report(),
              LoopSettings.of(1).evaluatingEvery(20))
          .run(plan(), Position.START);
    }
  }

  private static DsdPlan plan() {
    LearningRate rate = LearningRate.constant(0.01);
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(50), rate),
        new Phase.Sparse(
            "sparse", Budget.steps(400), rate, PruningPolicy.perLayer(Sparsity.of(0.5))),
        new Phase.Redense("redense", Budget.steps(50), rate));
  }

  private static SequentialBlock block() {
    return new SequentialBlock()
        .add(new AlignedConv2d(new AlignedConv2d.Settings(1, 24, 3, 1, 1, true)))
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(new AlignedConv2d(new AlignedConv2d.Settings(24, 100, 3, 2, 1, false)))
        .add(Activation::relu)
        .add(Blocks.batchFlattenBlock())
        .add(Dropout.builder().optRate(0.2f).build())
        .add(Linear.builder().setUnits(4).build());
  }

  private static ArrayDataset dataset(NDManager manager) {
    int examples = 72;
    return new ArrayDataset.Builder()
        .setData(manager.randomNormal(new Shape(examples, 1, 16, 16)))
        .optLabels(
            manager.arange(examples).mod(4).toType(ai.djl.ndarray.types.DataType.FLOAT32, false))
        .setSampling(16, false)
        .build();
  }

  private static DsdObserver report() {
    return new DsdObserver() {
      @Override
      public void stepDone(Step step) {
        if (step.at().globalStep() % EVERY == 0) {
          RESULT.println(residentKib());
        }
      }
    };
  }

  private static long residentKib() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
