package org.dsd4j.reproductions.network;

import java.util.Locale;
import org.dsd4j.djl.checkpoint.TorchNames;

/**
 * Names of tensors in torchvision's state dicts, and paths of parameters in our networks: the only
 * place that knows both. One table of layers for each network is read in either direction.
 *
 * <p>Shapes are the same on both sides: torchvision flattens (channels, height, width) before
 * VGG-16's first fully connected layer as Caffe does.
 *
 * @see <a href="https://pytorch.org/vision/0.14/models.html">torchvision's models</a>
 */
public final class TorchvisionNames {
  private static final int STAGES = 4;
  private static final int MOST_BLOCKS = 6;
  private static final int MOST_CONVOLUTIONS = 3;

  private static final TorchNames RES_NET = resNetLayers();
  private static final TorchNames VGG_16 = vgg16Layers();
  private static final TorchNames SQUEEZE_NET = squeezeNetLayers();

  private TorchvisionNames() {}

  /**
   * Names of {@code resnet18} and {@code resnet50}, for {@link ResNet}: {@code
   * layer1.0.downsample.0.weight} is {@code layer1.0.downsample.conv.weight}, {@code bn1.weight} is
   * {@code bn1.gamma}.
   *
   * @return the names, never null
   */
  public static TorchNames resNet() {
    return RES_NET;
  }

  /**
   * Names of {@code vgg16}, the one without batch normalisation, for {@link Vgg16}: {@code
   * features.28.bias} is {@code conv5_3.bias}, {@code classifier.0.weight} is {@code fc6.weight}.
   *
   * @return the names, never null
   */
  public static TorchNames vgg16() {
    return VGG_16;
  }

  /**
   * Names of {@code squeezenet1_0}, for {@link SqueezeNet}: {@code features.3.expand1x1.weight} is
   * {@code fire2.expand.1x1.weight}, {@code classifier.1.bias} is {@code conv10.bias}.
   *
   * @return the names, never null
   */
  public static TorchNames squeezeNet() {
    return SQUEEZE_NET;
  }

  /** All layers that either network has; the largest stage has six blocks. */
  private static TorchNames resNetLayers() {
    TorchNames.Builder layers =
        TorchNames.builder().layer("conv1", "conv1").norm("bn1", "bn1").layer("fc", "fc");
    for (int stage = 1; stage <= STAGES; stage++) {
      for (int block = 0; block < MOST_BLOCKS; block++) {
        String place = "layer" + stage + "." + block + ".";
        for (int i = 1; i <= MOST_CONVOLUTIONS; i++) {
          layers.layer(place + "conv" + i, place + "conv" + i);
          layers.norm(place + "bn" + i, place + "bn" + i);
        }
        layers.layer(place + "downsample.0", place + "downsample.conv");
        layers.norm(place + "downsample.1", place + "downsample.bn");
      }
    }
    return layers.build();
  }

  /** The features are numbered with their ReLUs (one a convolution) and poolings (one a group). */
  private static TorchNames vgg16Layers() {
    TorchNames.Builder layers = TorchNames.builder();
    int[] convolutions = {2, 2, 3, 3, 3};
    int index = 0;
    for (int group = 1; group <= convolutions.length; group++) {
      for (int i = 1; i <= convolutions[group - 1]; i++) {
        layers.layer("features." + index, String.format(Locale.ROOT, "conv%d_%d", group, i));
        index += 2;
      }
      index++;
    }
    return layers
        .layer("classifier.0", "fc6")
        .layer("classifier.3", "fc7")
        .layer("classifier.6", "fc8")
        .build();
  }

  /** Fire modules 2 to 9, with a pooling after the fourth and the eighth. */
  private static TorchNames squeezeNetLayers() {
    TorchNames.Builder layers = TorchNames.builder().layer("features.0", "conv1");
    int[] indices = {3, 4, 5, 7, 8, 9, 10, 12};
    for (int i = 0; i < indices.length; i++) {
      String theirs = "features." + indices[i] + ".";
      String ours = "fire" + (i + 2) + ".";
      layers.layer(theirs + "squeeze", ours + "squeeze1x1");
      layers.layer(theirs + "expand1x1", ours + "expand.1x1");
      layers.layer(theirs + "expand3x3", ours + "expand.3x3");
    }
    return layers.layer("classifier.1", "conv10").build();
  }
}
