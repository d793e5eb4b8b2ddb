package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TensorFile;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.djl.checkpoint.WeightExport;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.fixture.TorchPython;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports as PyTorch takes them: {@code load_state_dict(strict=True)} into modules with
 * torchvision's names, and the same outputs as here. Skipped where no Python has torch; where one
 * has torchvision too, its own models are loaded besides.
 */
@ExtendWith(StartEngine.class)
@Tag("slow")
class TorchvisionExportTest {
  private static final String SCRIPT = "/org/dsd4j/reproductions/parity/torchvision_twin.py";
  private static final int PICTURES = 2;
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @Test
  void narrowNetworksWithTheStemForSmallImages() throws IOException {
    Stem stem = Stem.SMALL_IMAGE;
    compare("resnet18", stem, 16, 10, 20, ResNet.resNet18(stem, 16, 10));
    compare("resnet50", stem, 16, 10, 20, ResNet.resNet50(stem, 16, 10));
    compare("vgg16", stem, 16, 10, 20, Vgg16.of(stem, 16, 10, 0.5));
    compare("squeezenet1_0", stem, 48, 10, 20, SqueezeNet.of(stem, 48, 10, 0.5));
  }

  @Test
  void networksAsPublished() throws IOException {
    Stem stem = Stem.IMAGENET;
    compare("resnet18", stem, 64, 1000, 64, ResNet.resNet18(stem, 64, 1000));
    compare("resnet50", stem, 64, 1000, 64, ResNet.resNet50(stem, 64, 1000));
    compare("squeezenet1_0", stem, 96, 1000, 64, SqueezeNet.of(stem, 96, 1000, 0.5));
  }

  private static TorchNames names(String network) {
    return switch (network) {
      case "vgg16" -> TorchvisionNames.vgg16();
      case "squeezenet1_0" -> TorchvisionNames.squeezeNet();
      default -> TorchvisionNames.resNet();
    };
  }

  private void compare(String name, Stem stem, int width, int classes, int side, Block block)
      throws IOException {
    Shape shape = new Shape(PICTURES, 3, side, side);
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, shape)) {
      network.parameters().all().forEach(TorchvisionExportTest::disturb);
      prune(network);
      WeightExport export = WeightExport.of(network.block()).named(names(name));
      export.write(folder.resolve("dense"));
      export.sparse().write(folder.resolve("sparse"));
      float[] pictures = pictures(shape);
      Path out = folder.resolve("scores");
      String said =
          TorchPython.run(
              folder,
              script(),
              name,
              stem == Stem.SMALL_IMAGE ? "small" : "published",
              Integer.toString(width),
              Integer.toString(classes),
              folder.resolve("pictures").toString(),
              out.toString(),
              folder.resolve("dense").toString(),
              folder.resolve("sparse").toString());
      double worst = difference(scores(network, pictures, shape), Files.readAllBytes(out));
      System.out.printf(
          Locale.ROOT, "%s, width %d: outputs %.1e %s%n", name, width, worst, said.strip());
      assertTrue(worst <= TOLERANCE, name + ": " + worst);
    }
  }

  /** The largest difference, relative to the largest score, over all that was computed there. */
  private static double difference(float[] ours, byte[] theirs) {
    FloatBuffer values = ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertTrue(values.remaining() >= 2 * ours.length, "dense and sparse");
    assertEquals(0, values.remaining() % ours.length);
    double largest = 0;
    double worst = 0;
    for (int i = 0; values.hasRemaining(); i = (i + 1) % ours.length) {
      largest = Math.max(largest, Math.abs(ours[i]));
      worst = Math.max(worst, Math.abs(ours[i] - values.get()));
    }
    assertTrue(largest > 1e-3, "all scores are zero");
    return worst / largest;
  }

  /** Other values than those of a fresh network, so that none can be taken for another. */
  private static void disturb(NamedParameter named) {
    String part = named.path().substring(named.path().lastIndexOf('.') + 1);
    if (part.equals("weight")) {
      return;
    }
    double middle = part.equals("gamma") || part.equals("runningVar") ? 1 : 0;
    Random random = new Random(named.path().hashCode());
    float[] values = new float[(int) named.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (middle + 0.4 * (random.nextDouble() - 0.5));
    }
    NDArray array = named.array();
    try (NDArray given = array.getManager().create(values, array.getShape())) {
      array.set(new NDIndex(":"), given);
    }
  }

  private static void prune(Network network) {
    try (var optimizer =
        new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.1f), 0.9f), network.block())) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.3)));
    }
  }

  private float[] pictures(Shape shape) {
    Random random = new Random(7);
    float[] values = new float[(int) shape.size()];
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      data.putFloat(values[i]);
    }
    List<Long> sizes = java.util.Arrays.stream(shape.getShape()).boxed().toList();
    new TensorFile(Map.of(), Map.of("pictures", new Tensor("F32", sizes, data.flip())))
        .write(folder.resolve("pictures"));
    return values;
  }

  private static float[] scores(Network network, float[] pictures, Shape shape) {
    try (NDManager manager = network.manager().newSubManager()) {
      NDList outputs = network.forward(new NDList(manager.create(pictures, shape)), false);
      return outputs.singletonOrThrow().toFloatArray();
    }
  }

  private static String script() throws IOException {
    try (InputStream in = TorchvisionExportTest.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
