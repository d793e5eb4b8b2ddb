package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;

/**
 * What comes out of some layers of a network that classifies pictures. A layer of more than one
 * place is averaged over the cells of a coarse grid, so that where something is stays known.
 *
 * @param network whose block is a {@link Chain}
 * @param size of the pictures, which need not be that of the training of the network
 * @param standardization of their channels
 * @param layers names of blocks of the chain, in its order
 * @param grid cells in each direction, which divide the height and width of each layer
 */
record CnnEncoder(
    Network network, ImageSize size, Standardization standardization, List<String> layers, int grid)
    implements PictureEncoder {
  static final List<String> RESNET18_LAYERS = List.of("layer3", "layer4");
  static final int RESNET18_GRID = 2;
  static final int VGG16_SIDE = 224;

  /** The last two stages of a small ResNet-18. */
  static CnnEncoder ofResNet18(Network network, ImageSize size, Standardization standardization) {
    return new CnnEncoder(network, size, standardization, RESNET18_LAYERS, RESNET18_GRID);
  }

  /** fc7 of VGG-16, after its relu. */
  static CnnEncoder ofVgg16(Network network) {
    return new CnnEncoder(
        network, ImageSize.rgb(VGG16_SIDE), Standardization.IMAGENET, List.of("relu7"), 1);
  }

  @Override
  public Optional<String> checksum() {
    return Optional.of(network.sha256());
  }

  @Override
  public void close() {
    network.close();
  }

  @Override
  public float[] of(List<byte[]> pictures) {
    try (NDManager manager = network.manager().newSubManager()) {
      Shape shape = new Shape(pictures.size(), size.channels(), size.height(), size.width());
      NDArray x = ArrayValues.of(manager, standardized(pictures), shape);
      NDList outputs =
          ((Chain) network.block())
              .outputsOf(new ParameterStore(manager, false), new NDList(x), layers);
      NDList pooled = new NDList();
      outputs.forEach(output -> pooled.add(pool(output)));
      return NDArrays.concat(pooled, 1).toFloatArray();
    }
  }

  private float[] standardized(List<byte[]> pictures) {
    float[] values = new float[pictures.size() * size.pixels()];
    int plane = size.height() * size.width();
    int at = 0;
    for (byte[] pixels : pictures) {
      for (int i = 0; i < pixels.length; i++) {
        int channel = i / plane;
        values[at++] =
            ((pixels[i] & 0xff) / 255f - standardization.mean()[channel])
                / standardization.deviation()[channel];
      }
    }
    return values;
  }

  /** (N, C, H, W) to (N, C grid grid); what has no places stays as it is. */
  private NDArray pool(NDArray output) {
    Shape shape = output.getShape();
    if (shape.dimension() == 2) {
      return output;
    }
    long height = shape.get(2) / grid;
    long width = shape.get(3) / grid;
    return output
        .reshape(shape.get(0), shape.get(1), grid, height, grid, width)
        .mean(new int[] {5})
        .mean(new int[] {3})
        .reshape(shape.get(0), shape.get(1) * grid * grid);
  }
}
