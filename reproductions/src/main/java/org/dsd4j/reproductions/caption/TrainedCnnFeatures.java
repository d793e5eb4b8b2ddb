package org.dsd4j.reproductions.caption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.PreparationContext;

/**
 * Features of a ResNet-18 that was trained here on the image corpus of the CNN rows, frozen: its
 * last two stages, averaged over the cells of a grid. The network has no fully connected layers, so
 * it takes pictures larger than those that it was trained on.
 */
final class TrainedCnnFeatures extends ComputedFeatures {
  private final TrainedCnn trained;
  private final int width;
  private final ImageSize size;
  private Optional<Path> weights = Optional.empty();

  /**
   * Takes what the features are made of.
   *
   * @param trained how the network is trained
   * @param width channels of its first stage
   * @param size of the pictures that features are computed from
   */
  TrainedCnnFeatures(TrainedCnn trained, int width, ImageSize size) {
    this.trained = trained;
    this.width = width;
    this.size = size;
  }

  @Override
  public String words() {
    return String.join(" and ", CnnEncoder.RESNET18_LAYERS)
        + " on "
        + CnnEncoder.RESNET18_GRID
        + " x "
        + CnnEncoder.RESNET18_GRID
        + " cells of pictures of "
        + size
        + " seen by "
        + trained.words();
  }

  @Override
  public int dimension() {
    return (4 * width + 8 * width) * CnnEncoder.RESNET18_GRID * CnnEncoder.RESNET18_GRID;
  }

  @Override
  public FeatureSpec spec() {
    return new FeatureSpec(
        FeatureSpec.RESNET18,
        size.height(),
        width,
        trained.row().train().classNames().size(),
        trained.row().standardization().mean(),
        trained.row().standardization().deviation());
  }

  @Override
  public void keepWeights(Path folder) {
    Path copy = folder.resolve(StoreLayout.IMAGE_NETWORK);
    try {
      Files.copy(weights.orElseThrow(), copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the image network to " + copy, e);
    }
  }

  @Override
  PictureEncoder load(PreparationContext context) {
    Network network = trained.load(context);
    weights = Optional.of(trained.weights(context));
    return CnnEncoder.ofResNet18(network, size, trained.row().standardization());
  }
}
