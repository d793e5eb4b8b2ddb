package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Progress;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A project that forgot the engine, in a process of its own. */
@Tag("slow")
final class NoEngineTest {
  /** Nothing that an engine is needed for. */
  private static final class Empty extends RandomAccessDataset {
    Empty() {
      super(new Builder().setSampling(new BatchSampler(new SequenceSampler(), 1)));
    }

    @Override
    public Record get(NDManager manager, long index) {
      throw new UnsupportedOperationException("never asked");
    }

    @Override
    protected long availableSize() {
      return 4;
    }

    @Override
    public void prepare(Progress progress) {}

    private static final class Builder extends BaseBuilder<Builder> {
      @Override
      protected Builder self() {
        return this;
      }
    }
  }

  /** Trains and prunes as a user would, and prints what each says. */
  public static void main(String... none) {
    Block block = Linear.builder().setUnits(2).build();
    DsdPlan plan =
        new DsdPlan(List.of(new Phase.Dense("dense", Budget.steps(1), LearningRate.constant(0.1))));
    said(
        () ->
            DsdTraining.of(block, Loss.l2Loss())
                .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
                .train(new Empty(), 1)
                .run(plan));
    said(
        () ->
            new MaskedOptimizer(Optimizer.adam().build(), block)
                .prune(PruningPolicy.perLayer(Sparsity.of(0.5))));
  }

  private static void said(Runnable action) {
    try {
      action.run();
      System.out.println("nothing");
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  @Test
  void theSentencesThatExistForItAreSaid() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("pytorch") && !entry.contains("mxnet"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                classPath,
                NoEngineTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(
        lines
            .get(0)
            .matches(
                "IllegalArgumentException: engine RPC .* cannot train: it computes no gradients; put"
                    + " one that can on the class path, such as ai.djl.pytorch:pytorch-engine with"
                    + " its native library, see docs/engines.md"),
        lines.get(0));
    assertTrue(
        lines.get(1).startsWith("IllegalStateException: there is nothing to prune yet"),
        lines.get(1));
  }
}
