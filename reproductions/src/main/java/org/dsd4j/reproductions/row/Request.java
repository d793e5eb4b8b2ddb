package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person asks of a row.
 *
 * @param scale the scale
 * @param data the folder with the data, empty for generated data
 * @param epochsFactor what every budget of the plan is multiplied with, greater than 0
 * @param width the width of the network in the units of the row, at least 1; empty for the scale's
 *     own
 * @param init a file with the weights of a network that is trained already, which takes the place
 *     of the dense phase; empty to train it
 */
public record Request(
    Scale scale, Optional<Path> data, double epochsFactor, OptionalInt width, Optional<Path> init) {
  /** Checks the ranges. */
  public Request {
    if (width.isPresent() && width.getAsInt() < 1) {
      throw new UsageException("--width must be at least 1 but was " + width.getAsInt());
    }
    if (!(epochsFactor > 0 && epochsFactor < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "--epochs-factor must be greater than 0 but was " + epochsFactor + "; 0.5 halves");
    }
  }
}
