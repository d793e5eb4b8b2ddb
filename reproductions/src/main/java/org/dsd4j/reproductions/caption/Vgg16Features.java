package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.checkpoint.GivenWeights;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.network.TorchvisionNames;
import org.dsd4j.reproductions.network.Vgg16;
import org.dsd4j.reproductions.row.Workplace;

/** The paper's features: fc7 of a published VGG-16, after its relu, of pictures of 224 pixels. */
final class Vgg16Features extends PictureFeatures {
  private static final List<String> LAYERS = List.of("relu7");
  private static final int DIMENSION = 4096;
  private static final int CLASSES = 1000;

  private final Path file;
  private Optional<CnnFeatures> loaded = Optional.empty();

  /**
   * Takes the weights.
   *
   * @param file safetensors with torchvision's names or ours
   */
  Vgg16Features(Path file) {
    this.file = file;
  }

  @Override
  public String words() {
    return CaptionSource.FC7;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public FeatureSpec spec() {
    return new FeatureSpec(
        FeatureSpec.VGG16,
        size().height(),
        Vgg16.PUBLISHED_WIDTH,
        CLASSES,
        Standardization.IMAGENET.mean(),
        Standardization.IMAGENET.deviation());
  }

  @Override
  ImageSize size() {
    return ImageSize.rgb(224);
  }

  @Override
  Optional<String> prepare(Workplace place) {
    if (loaded.isEmpty()) {
      Network network =
          Network.initialize(
              Vgg16.of(Stem.IMAGENET, Vgg16.PUBLISHED_WIDTH, CLASSES, 0),
              place.engine().getEngineName(),
              place.engine().defaultDevice(),
              1,
              new Shape(1, size().channels(), size().height(), size().width()));
      try {
        GivenWeights.load(file, network, TorchvisionNames::vgg16);
      } catch (RuntimeException e) {
        network.close();
        throw e;
      }
      loaded = Optional.of(new CnnFeatures(network, size(), Standardization.IMAGENET, LAYERS, 1));
    }
    return Optional.of(loaded.get().network().sha256());
  }

  @Override
  float[] of(List<byte[]> pictures) {
    return loaded.orElseThrow().of(pictures);
  }
}
