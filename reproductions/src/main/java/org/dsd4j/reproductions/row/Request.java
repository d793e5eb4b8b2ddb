package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.dsd4j.djl.network.Precision;

/**
 * What a person asks of a row.
 *
 * @param scale the scale
 * @param data the folder with the data, empty for generated data
 * @param epochsFactor what every budget of the plan is multiplied with, greater than 0
 * @param width the width of the network in the units of the row, at least 1; empty for the scale's
 *     own
 * @param init a file with the weights of a network that is trained already: of the row's own
 *     network, where it takes the place of the dense phase, or of the frozen network that a row
 *     looks through; empty for none
 * @param pictures a folder with classes of pictures, from which a row may train the network that it
 *     looks through; empty for none
 * @param beam the beginnings that a decoder of sentences keeps, at least 1; 1 is greedy
 * @param languageModel an ARPA file with a language model for a decoder of speech; empty for none
 * @param cache a folder for what takes long to make and is the same for every run, such as
 *     synthesised speech
 * @param precision what the row's network computes in; a frozen network that it looks through
 *     computes in single precision in any case
 */
public record Request(
    Scale scale,
    Optional<Path> data,
    double epochsFactor,
    OptionalInt width,
    Optional<Path> init,
    Optional<Path> pictures,
    int beam,
    Optional<Path> languageModel,
    Path cache,
    Precision precision) {
  /** Checks the ranges. */
  public Request {
    if (width.isPresent() && width.getAsInt() < 1) {
      throw new UsageException("--width must be at least 1 but was " + width.getAsInt());
    }
    if (!(epochsFactor > 0 && epochsFactor < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "--epochs-factor must be greater than 0 but was " + epochsFactor + "; 0.5 halves");
    }
    if (beam < 1) {
      throw new UsageException("--beam must be at least 1 but was " + beam + "; 1 is greedy");
    }
  }

  /**
   * Returns a request without anything beyond the scale.
   *
   * @param scale the scale
   * @return the request, never null
   */
  public static Request of(Scale scale) {
    return new Request(
        scale,
        Optional.empty(),
        1,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        Path.of(System.getProperty("java.io.tmpdir"), "dsd-cache"),
        Precision.SINGLE);
  }

  /**
   * Returns the same request with real data.
   *
   * @param folder the folder with the data
   * @return a copy
   */
  public Request withData(Path folder) {
    return new Request(
        scale,
        Optional.of(folder),
        epochsFactor,
        width,
        init,
        pictures,
        beam,
        languageModel,
        cache,
        precision);
  }

  /**
   * Returns the same request for longer or shorter training.
   *
   * @param factor what every budget is multiplied with, greater than 0
   * @return a copy
   */
  public Request withEpochsFactor(double factor) {
    return new Request(
        scale, data, factor, width, init, pictures, beam, languageModel, cache, precision);
  }

  /**
   * Returns the same request for another width.
   *
   * @param newWidth in the units of the row, at least 1
   * @return a copy
   */
  public Request withWidth(int newWidth) {
    return new Request(
        scale,
        data,
        epochsFactor,
        OptionalInt.of(newWidth),
        init,
        pictures,
        beam,
        languageModel,
        cache,
        precision);
  }

  /**
   * Returns the same request with given weights.
   *
   * @param file the weights
   * @return a copy
   */
  public Request withInit(Path file) {
    return new Request(
        scale,
        data,
        epochsFactor,
        width,
        Optional.of(file),
        pictures,
        beam,
        languageModel,
        cache,
        precision);
  }

  /**
   * Returns the same request with another cache.
   *
   * @param folder made when it is needed
   * @return a copy
   */
  public Request withCache(Path folder) {
    return new Request(
        scale, data, epochsFactor, width, init, pictures, beam, languageModel, folder, precision);
  }

  /**
   * Returns the same request in another precision.
   *
   * @param asked what the row's network computes in
   * @return a copy
   */
  public Request withPrecision(Precision asked) {
    return new Request(
        scale, data, epochsFactor, width, init, pictures, beam, languageModel, cache, asked);
  }

  /**
   * Says why epochs differ from the paper's, where the person asked for it.
   *
   * @param otherwise why they differ anyway; empty when they do not
   * @return the reason, empty when nobody asked for other epochs
   */
  public Optional<String> whyEpochs(Optional<String> otherwise) {
    return epochsFactor == 1
        ? Optional.empty()
        : Optional.of(
            "asked for with --epochs-factor "
                + PlanWords.decimal(epochsFactor)
                + otherwise.map(reason -> "; " + reason).orElse(""));
  }
}
