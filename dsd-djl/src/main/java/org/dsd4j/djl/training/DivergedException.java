package org.dsd4j.djl.training;

import org.dsd4j.api.DsdObserver.Position;

/**
 * The loss, a gradient or a weight is no longer finite. The update that would have used it was not
 * made, so the weights are those before that step; the running statistics of normalisations already
 * include its batch.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String phase;
  private final transient Position position;

  DivergedException(String phase, Position position, String cause) {
    super(
        "training diverged in phase "
            + phase
            + ", step "
            + position.step()
            + ": "
            + cause
            + "; lower the learning rate");
    this.phase = phase;
    this.position = position;
  }

  /**
   * Returns the phase that diverged.
   *
   * @return its name
   */
  public String phase() {
    return phase;
  }

  /**
   * Returns the position before the step that diverged.
   *
   * @return the position
   */
  public Position position() {
    return position;
  }
}
