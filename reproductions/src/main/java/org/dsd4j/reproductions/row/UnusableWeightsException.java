package org.dsd4j.reproductions.row;

import org.dsd4j.djl.checkpoint.CheckpointException;

/** Weights that the user gave cannot be read, or do not fit: data like any other. */
public final class UnusableWeightsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableWeightsException(CheckpointException cause) {
    super(cause.getMessage(), cause);
  }
}
