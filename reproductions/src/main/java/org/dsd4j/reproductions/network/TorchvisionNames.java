package org.dsd4j.reproductions.network;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tensors in torchvision's state dicts, as paths of parameters in our networks: the only
 * place that knows both.
 *
 * <p>Each method takes one name. The answer is empty for a tensor that no network needs (the count
 * of batches that a normalisation has seen); a name that torchvision does not use for this network
 * is its own path, so that whoever loads a file lists it as surplus. Shapes are the same on both
 * sides: torchvision flattens (channels, height, width) before VGG-16's first fully connected layer
 * as Caffe does.
 *
 * @see <a href="https://pytorch.org/vision/0.14/models.html">torchvision's models</a>
 */
public final class TorchvisionNames {
  private static final String UNUSED = ".num_batches_tracked";

  private static final Pattern NORM =
      Pattern.compile("(.*\\bbn\\d?)\\.(weight|bias|running_mean|running_var)");
  private static final Pattern DOWNSAMPLE = Pattern.compile("(.*\\.downsample)\\.([01])\\.(.*)");

  private static final Map<String, String> NORM_PARTS =
      Map.of(
          "weight", "gamma",
          "bias", "beta",
          "running_mean", "runningMean",
          "running_var", "runningVar");

  private static final Map<String, String> VGG_16 = vgg16Layers();
  private static final Map<String, String> SQUEEZE_NET = squeezeNetLayers();

  private TorchvisionNames() {}

  /**
   * Maps a name of {@code resnet18} or {@code resnet50} to a path of {@link ResNet}: {@code
   * layer1.0.downsample.0.weight} to {@code layer1.0.downsample.conv.weight}, {@code bn1.weight} to
   * {@code bn1.gamma}.
   *
   * @param name the name of a tensor
   * @return the path, or empty for a tensor that is not needed
   */
  public static Optional<String> resNet(String name) {
    if (name.endsWith(UNUSED)) {
      return Optional.empty();
    }
    Matcher downsample = DOWNSAMPLE.matcher(name);
    String plain =
        downsample.matches()
            ? downsample.group(1)
                + (downsample.group(2).equals("0") ? ".conv." : ".bn.")
                + downsample.group(3)
            : name;
    Matcher norm = NORM.matcher(plain);
    return Optional.of(
        norm.matches() ? norm.group(1) + "." + NORM_PARTS.get(norm.group(2)) : plain);
  }

  /**
   * Maps a name of {@code vgg16}, the one without batch normalisation, to a path of {@link Vgg16}:
   * {@code features.28.bias} to {@code conv5_3.bias}, {@code classifier.0.weight} to {@code
   * fc6.weight}.
   *
   * @param name the name of a tensor
   * @return the path, or empty for a tensor that is not needed
   */
  public static Optional<String> vgg16(String name) {
    return byLayer(VGG_16, name);
  }

  /**
   * Maps a name of {@code squeezenet1_0} to a path of {@link SqueezeNet}: {@code
   * features.3.expand1x1.weight} to {@code fire2.expand.1x1.weight}, {@code classifier.1.bias} to
   * {@code conv10.bias}.
   *
   * @param name the name of a tensor
   * @return the path, or empty for a tensor that is not needed
   */
  public static Optional<String> squeezeNet(String name) {
    return byLayer(SQUEEZE_NET, name);
  }

  private static Optional<String> byLayer(Map<String, String> layers, String name) {
    if (name.endsWith(UNUSED)) {
      return Optional.empty();
    }
    int dot = name.lastIndexOf('.');
    String layer = dot < 0 ? null : layers.get(name.substring(0, dot));
    return Optional.of(layer == null ? name : layer + name.substring(dot));
  }

  /** The features are numbered with their ReLUs (one a convolution) and poolings (one a group). */
  private static Map<String, String> vgg16Layers() {
    Map<String, String> layers = new HashMap<>();
    int[] convolutions = {2, 2, 3, 3, 3};
    int index = 0;
    for (int group = 1; group <= convolutions.length; group++) {
      for (int i = 1; i <= convolutions[group - 1]; i++) {
        layers.put("features." + index, String.format(Locale.ROOT, "conv%d_%d", group, i));
        index += 2;
      }
      index++;
    }
    layers.put("classifier.0", "fc6");
    layers.put("classifier.3", "fc7");
    layers.put("classifier.6", "fc8");
    return Map.copyOf(layers);
  }

  /** Fire modules 2 to 9, with a pooling after the fourth and the eighth. */
  private static Map<String, String> squeezeNetLayers() {
    Map<String, String> layers = new HashMap<>();
    layers.put("features.0", "conv1");
    int[] indices = {3, 4, 5, 7, 8, 9, 10, 12};
    for (int i = 0; i < indices.length; i++) {
      String theirs = "features." + indices[i] + ".";
      String ours = "fire" + (i + 2) + ".";
      layers.put(theirs + "squeeze", ours + "squeeze1x1");
      layers.put(theirs + "expand1x1", ours + "expand.1x1");
      layers.put(theirs + "expand3x3", ours + "expand.3x3");
    }
    layers.put("classifier.1", "conv10");
    return Map.copyOf(layers);
  }
}
