package org.dsd4j.djl.training;

import org.dsd4j.api.DsdObserver.Position;

/**
 * The loss or a gradient is no longer a finite number. The step that found it was not taken, so the
 * weights are those before it.
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
   * Returns the place before the step that diverged.
   *
   * @return the place
   */
  public Position position() {
    return position;
  }
}
