package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;

/**
 * A checkpoint that one engine writes and another reads: of a small network that was trained under
 * a mask, together with its outputs. They are resources, one pair for each engine that wrote one.
 */
final class CrossEngineCheckpoint {
  /** The engines that wrote one. */
  static final List<String> WRITERS = List.of("PyTorch", "MXNet");

  private static final Position AT = new Position(1, 2, 3);
  private static final double CLOSE = 1e-4;

  private CrossEngineCheckpoint() {}

  static Network network(NDManager manager, long seed) {
    return Network.initialize(
        new Chain()
            .add("conv", new AlignedConv2d(new AlignedConv2d.Settings(3, 8, 3, 1, 1, false)))
            .add("norm", BatchNorm.builder().build())
            .add("relu", new Relu())
            .add("pool", new GlobalAveragePool())
            .add("top", Linear.builder().setUnits(5).build()),
        manager.getEngine().getEngineName(),
        manager.getDevice(),
        seed,
        input(manager).getShape());
  }

  static NDArray input(NDManager manager) {
    return RandomArrays.gaussian(manager, new Shape(4, 3, 8, 8), 9);
  }

  /** Requires that the checkpoint of an engine has its outputs to 1e-4, its masks and position. */
  static void requireSame(NDManager manager, String writer) {
    try (Network network = network(manager, 77);
        MaskedOptimizer optimizer = optimizer(network)) {
      Checkpoint checkpoint = read(writer);
      checkpoint.restore(network, optimizer);
      ConformanceFailure.unless(
          AT.equals(checkpoint.position()), "the position is " + checkpoint.position());
      float[] outputs = outputs(manager, network);
      ConformanceFailure.unlessClose(
          "the output from a checkpoint of " + writer, expected(writer), outputs, CLOSE);
      ConformanceFailure.unless(optimizer.isMasking(), "the masks of " + writer + " are gone");
    }
  }

  /** Trains, prunes, trains again, and writes the checkpoint and the outputs into a folder. */
  static void write(NDManager manager, Path folder) throws IOException {
    String name = manager.getEngine().getEngineName();
    try (Network network = network(manager, 5);
        MaskedOptimizer optimizer = optimizer(network)) {
      step(manager, network, optimizer);
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.5)));
      step(manager, network, optimizer);
      step(manager, network, optimizer);
      Checkpoint.of(network, optimizer, AT).write(folder.resolve(name + ".safetensors"));
      String[] lines =
          Arrays.stream(RandomArrays.doubles(outputs(manager, network)))
              .mapToObj(value -> Float.toString((float) value))
              .toArray(String[]::new);
      Files.writeString(folder.resolve(name + ".txt"), String.join("\n", lines) + "\n");
    }
  }

  private static MaskedOptimizer optimizer(Network network) {
    return new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.05f), 0.9f), network.block());
  }

  private static void step(NDManager manager, Network network, MaskedOptimizer optimizer) {
    try (NDManager scope = manager.newSubManager()) {
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray output = network.forward(new NDList(input(scope)), true).singletonOrThrow();
        collector.backward(output.square().mean());
      }
      for (NamedParameter named : network.parameters().all()) {
        if (named.trains()) {
          try (NDArray gradient = named.array().getGradient()) {
            optimizer.update(named.parameter().getId(), named.array(), gradient);
          }
        }
      }
    }
  }

  private static float[] outputs(NDManager manager, Network network) {
    return network.forward(new NDList(input(manager)), false).singletonOrThrow().toFloatArray();
  }

  private static Checkpoint read(String writer) {
    try (InputStream stored = stored(writer + ".safetensors")) {
      Path file = Files.createTempFile("dsd-checkpoint", ".safetensors");
      try {
        Files.copy(stored, file, StandardCopyOption.REPLACE_EXISTING);
        return Checkpoint.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] expected(String writer) {
    try (InputStream stored = stored(writer + ".txt")) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stored(String name) {
    InputStream stored = CrossEngineCheckpoint.class.getResourceAsStream(name);
    if (stored == null) {
      throw new IllegalStateException("the resource " + name + " is missing: build dsd-djl again");
    }
    return stored;
  }
}
