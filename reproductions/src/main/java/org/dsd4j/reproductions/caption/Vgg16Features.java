package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.network.TorchvisionNames;
import org.dsd4j.reproductions.network.Vgg16;
import org.dsd4j.reproductions.row.PreparationContext;
import org.dsd4j.reproductions.row.WeightFile;

/** The paper's features: fc7 of a published VGG-16, after its relu, of pictures of 224 pixels. */
final class Vgg16Features extends ComputedFeatures {
  static final int DIMENSION = 4096;
  private static final int CLASSES = 1000;

  private final Path file;

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
    return FeatureSpec.ofVgg16();
  }

  @Override
  public List<Path> checkPretrainedWeights(StartedEngine engine) {
    encoder(file, engine).close();
    return List.of(file);
  }

  @Override
  PictureEncoder load(PreparationContext context) {
    return encoder(file, context.engine());
  }

  static PictureEncoder encoder(Path file, StartedEngine engine) {
    WeightFile weights = new WeightFile(file, TorchvisionNames.vgg16());
    return CnnEncoder.ofVgg16(
        weights.initialize(
            Vgg16.of(Stem.IMAGENET, Vgg16.PUBLISHED_WIDTH, CLASSES, 0),
            engine,
            new Shape(1, 3, CnnEncoder.VGG16_SIDE, CnnEncoder.VGG16_SIDE)));
  }
}
