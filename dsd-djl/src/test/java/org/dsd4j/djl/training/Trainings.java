package org.dsd4j.djl.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.optimizer.MomentumSgd;

/** Trainings as a user of the library would write them. */
final class Trainings {
  static final int BATCH = 5;
  static final int EXAMPLES = 20;

  private Trainings() {}

  /** A training over 20 examples in batches of 5, to be completed. */
  static DsdTraining of(Block block, NDManager manager) {
    return DsdTraining.of(block, Loss.softmaxCrossEntropyLoss())
        .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
        .train(Fixtures.dataset(manager, EXAMPLES, 3), BATCH)
        .seed(4);
  }

  /** Returns all values of a block, one array a parameter. */
  static List<float[]> values(Block block) {
    return NetworkParameters.of(block).all().stream()
        .map(named -> Fixtures.copy(named.values()))
        .toList();
  }

  /** Returns the values of one parameter. */
  static float[] values(Block block, String path) {
    NamedParameter named = NetworkParameters.of(block).find(path).orElseThrow();
    return Fixtures.copy(named.values());
  }

  /** Does something in a thread that is not the one that started the engine. */
  static <T> T inWorker(Supplier<T> work) throws Exception {
    return inWorkers(List.of(work)).get(0);
  }

  /** Does several things at the same time, each in a thread of its own. */
  static <T> List<T> inWorkers(List<Supplier<T>> works) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(works.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      works.forEach(work -> futures.add(executor.submit(work::get)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  /** Counts steps, and records which observer was notified of what. */
  static final class Steps implements DsdObserver {
    int taken;
    final List<Integer> examples = new ArrayList<>();

    @Override
    public void stepDone(Step step) {
      taken++;
      examples.add(step.examples());
    }
  }
}
