package org.dsd4j.reproductions.caption;

import ai.djl.nn.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Sha256;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reports.metric.ClassErrors;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.CachePath;
import org.dsd4j.reproductions.image.Classifier;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.PlanWords;
import org.dsd4j.reproductions.row.PreparationContext;
import org.dsd4j.reproductions.row.WeightFile;

/**
 * The dense phase of an image row, trained once and kept in the cache under a checksum of all that
 * decides it: the frozen network from which a caption model takes its features.
 *
 * @param row the image row at its scale; its own dense phase is what is trained
 * @param seed of the weights and the order of the pictures
 */
record TrainedCnn(Classifier row, long seed) {
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(30);
  private static final int DIGITS = 16;
  private static final String PERCENT_OF = ClassErrors.TOP1_ERROR;

  private Experiment classifier() {
    return row.experiment();
  }

  /** The recipe in a few words. */
  String words() {
    return classifier().network()
        + ", trained "
        + PlanWords.epochs(dense(), classifier().batch())
        + " epochs on "
        + classifier().dataset();
  }

  /** Where the weights are, once the network was loaded. */
  Path weights(PreparationContext context) {
    return new CachePath(context.cache()).networkWeights(key(context));
  }

  /** Loads the network from the cache, or trains it; the caller closes it. */
  Network load(PreparationContext context) {
    Path weights = weights(context);
    if (!Files.exists(weights)) {
      return trained(weights, context);
    }
    Network network =
        WeightFile.ofOwnNames(weights)
            .initialize(classifier().newBlock(), context.engine(), classifier().inputShapes());
    context.progress().accept("frozen network from " + weights);
    return network;
  }

  private Network trained(Path weights, PreparationContext context) {
    Block block = classifier().newBlock();
    Network network =
        Network.initialize(
            block,
            context.engine().name(),
            context.engine().device(),
            seed,
            classifier().inputShapes());
    try {
      train(network, block, weights, context);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private DsdPlan dense() {
    Phase first = classifier().plan().phases().get(0);
    return DsdPlan.of(first);
  }

  private void train(Network network, Block block, Path weights, PreparationContext context) {
    context.progress().accept("training the frozen network: " + words());
    CachePath cache = new CachePath(context.cache());
    AtomicFiles.createFolder(cache.network(key(context)));
    Path checkpoint = cache.networkCheckpoint(key(context));
    PlannedRate rate = new PlannedRate();
    try (MaskedOptimizer optimizer = classifier().maskedOptimizer(rate, block)) {
      Position from = Position.START;
      if (Files.exists(checkpoint)) {
        Checkpoint saved = Checkpoint.read(checkpoint);
        saved.restore(network, optimizer);
        from = saved.position();
      }
      Position end =
          new DsdLoop(
                  network,
                  classifier().newLoss(),
                  optimizer,
                  rate,
                  classifier().training(seed),
                  classifier().validation(),
                  context.watcher(),
                  LoopSettings.of(seed).checkpointing(checkpoint, BETWEEN_CHECKPOINTS))
              .run(dense(), from);
      Checkpoint.of(network, optimizer, end).write(weights);
    }
    delete(checkpoint);
    Map<String, Double> error = classifier().validation().measure(network);
    context
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "frozen network: %.1f %% top-1 error on its validation pictures",
                error.getOrDefault(PERCENT_OF, Double.NaN)));
  }

  /** Of everything that decides the weights. */
  private String key(PreparationContext context) {
    String all =
        String.join(
            "\n",
            classifier().network(),
            classifier().dataset(),
            row.fingerprint(),
            classifier().settings().toString(),
            dense().toString(),
            Long.toString(seed),
            context.engine().name(),
            context.engine().version());
    return new Sha256().add(all).hex().substring(0, DIGITS);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
