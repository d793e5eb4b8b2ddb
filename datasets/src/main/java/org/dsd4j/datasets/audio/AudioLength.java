package org.dsd4j.datasets.audio;

/**
 * What the header of a file says of its length.
 *
 * @param rate frames of a second, at least 1
 * @param frames samples of each channel, at least 0
 */
public record AudioLength(int rate, long frames) {
  /**
   * How long it lasts.
   *
   * @return seconds, at least 0
   */
  public double seconds() {
    return (double) frames / rate;
  }
}
