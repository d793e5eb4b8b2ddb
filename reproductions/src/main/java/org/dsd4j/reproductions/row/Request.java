package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person asks of a row.
 *
 * @param scale the scale
 * @param data the folder with the data, empty for generated data
 * @param epochsFactor what every budget of the plan is multiplied with, greater than 0
 */
public record Request(Scale scale, Optional<Path> data, double epochsFactor) {
  /** Checks the range. */
  public Request {
    if (!(epochsFactor > 0 && epochsFactor < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "--epochs-factor must be greater than 0 but was " + epochsFactor + "; 0.5 halves");
    }
  }
}
