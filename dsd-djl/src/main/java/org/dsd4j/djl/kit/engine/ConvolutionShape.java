package org.dsd4j.djl.kit.engine;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.djl.kit.nn.AlignedConv2d;

/**
 * The shape of a convolution that an engine computes.
 *
 * @param batch the images in a batch
 * @param height the height of the input
 * @param width the width of the input
 * @param settings channels, kernel, stride and padding
 */
public record ConvolutionShape(int batch, int height, int width, AlignedConv2d.Settings settings) {
  /**
   * Collects the convolutions of a network.
   *
   * @param block the network, initialised
   * @param batch the images in a batch, at least 1
   * @return each shape once, in the order of the network
   */
  public static List<ConvolutionShape> of(Block block, int batch) {
    Set<ConvolutionShape> found = new LinkedHashSet<>();
    collect(block, batch, found);
    return new ArrayList<>(found);
  }

  private static void collect(Block block, int batch, Set<ConvolutionShape> found) {
    if (block instanceof AlignedConv2d convolution) {
      Shape input = convolution.inputShape();
      found.add(
          new ConvolutionShape(batch, (int) input.get(2), (int) input.get(3), convolution.group()));
    }
    block.getChildren().values().forEach(child -> collect(child, batch, found));
  }

  /** Returns the shape in words, for example {@code 16 to 32 channels, 3x3, stride 2, 32x32}. */
  @Override
  public String toString() {
    return settings.in()
        + " to "
        + settings.out()
        + " channels, "
        + settings.kernel()
        + "x"
        + settings.kernel()
        + ", stride "
        + settings.stride()
        + ", "
        + height
        + "x"
        + width
        + ", batch "
        + batch;
  }
}
