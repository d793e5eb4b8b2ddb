package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.datasets.picture.PictureFile;
import org.dsd4j.datasets.picture.Scaling;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.RecordManifest;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.row.WeightFile;
import org.dsd4j.reproductions.run.FinishedArm;

/** A finished arm of a caption row, used on pictures of the user. */
public final class Captioner implements FinishedModel {
  private final Vocabulary vocabulary;
  private final FeatureScale scale;
  private final PictureEncoder encoder;
  private final Network network;
  private final int beam;

  private Captioner(CaptionerManifest manifest, PictureEncoder encoder, Network network, int beam) {
    this.vocabulary = manifest.vocabulary();
    this.scale = manifest.scale();
    this.encoder = encoder;
    this.network = network;
    this.beam = beam;
  }

  /**
   * Loads a finished arm.
   *
   * @param run the folder of the arm
   * @param init the weights of VGG-16, for a run whose features are its; else not read
   * @param beam the beginnings that the decoder keeps, at least 1; 1 is greedy
   * @param engine the started engine and its device
   * @return the captioner; the caller closes it
   * @throws UsageException when the folder is no finished arm, or its features cannot be made
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when weights cannot be read
   */
  public static Captioner open(Path run, Optional<Path> init, int beam, StartedEngine engine) {
    CaptionerManifest manifest = CaptionerManifest.FILE.read(run);
    WeightFile weights = WeightFile.ofOwnNames(FinishedArm.weights(run));
    PictureEncoder encoder = encoder(manifest.features(), run, init, engine);
    try {
      Network network =
          weights.initialize(
              new NeuralTalk(manifest.width(), manifest.vocabulary().logFrequencies(), 0),
              engine,
              new Shape(1, manifest.scale().mean().length),
              new Shape(1),
              new Shape(1));
      return new Captioner(manifest, encoder, network, beam);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static PictureEncoder encoder(
      FeatureSpec spec, Path run, Optional<Path> init, StartedEngine engine) {
    return switch (spec.kind()) {
      case FeatureSpec.PIXELS -> new PixelEncoder(ImageSize.rgb(spec.side()));
      case FeatureSpec.RESNET18 -> resNet18(spec, run, engine);
      default ->
          Vgg16Features.encoder(
              init.orElseThrow(
                  () ->
                      new UsageException(
                          "this run sees with fc7 of VGG-16: give its weights with --init FILE")),
              engine);
    };
  }

  private static PictureEncoder resNet18(FeatureSpec spec, Path run, StartedEngine engine) {
    Path weights = run.resolve(StoreLayout.IMAGE_NETWORK);
    RecordManifest.of(new ArmPath(run)).has(weights);
    Network network =
        WeightFile.ofOwnNames(weights)
            .initialize(
                ResNet.resNet18(Stem.SMALL_IMAGE, spec.width(), spec.classes()),
                engine,
                new Shape(1, 3, spec.side(), spec.side()));
    return CnnEncoder.ofResNet18(
        network, ImageSize.rgb(spec.side()), new Standardization(spec.mean(), spec.deviation()));
  }

  /**
   * Captions a picture.
   *
   * @param picture a JPEG or PNG file
   * @return a caption in lower case, without a full stop; may be empty
   * @throws BrokenExampleException when the file cannot be read
   */
  @Override
  public String describe(Path picture) throws BrokenExampleException {
    byte[] pixels = Scaling.toCover(PictureFile.read(picture, picture.toString()), encoder.size());
    float[] values = encoder.of(List.of(pixels));
    scale.apply(values);
    FeatureTable table = new FeatureTable(values.length, new int[] {0}, values);
    CaptionDecoder decoder = new CaptionDecoder(network, beam);
    return String.join(" ", vocabulary.decode(decoder.decode(table).get(0)));
  }

  @Override
  public void close() {
    network.close();
    encoder.close();
  }
}
