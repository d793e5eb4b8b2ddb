package org.dsd4j.datasets.spoken;

import org.dsd4j.datasets.drawing.SeededRandom;

/**
 * A speaker, and the room of the recordings. Its text is part of the key of the cache, see {@link
 * ScriptLine#cacheKey}.
 *
 * @param name unique in the corpus
 * @param pitch mean frequency of the vocal folds, in Hz
 * @param range its standard deviation, in Hz
 * @param rate words a minute
 * @param formants how much higher than FreeTTS's the resonances of the vocal tract are, about 1
 * @param loudness largest sample of a sentence before the noise, in (0, 1)
 * @param room seed of the room's echoes
 * @param echo level of the echoes against the voice, 0 for none
 * @param decay seconds in which the echoes fall to 1/e
 */
record Person(
    String name,
    double pitch,
    double range,
    double rate,
    double formants,
    double loudness,
    long room,
    double echo,
    double decay) {

  private static final double LOWEST = 85;
  private static final double HIGHEST = 235;

  /** A random speaker, from the ranges of all speakers of the corpus. */
  static Person draw(String name, SeededRandom random) {
    // Uniform on a logarithmic scale, on which pitch is perceived.
    double pitch = LOWEST * StrictMath.pow(HIGHEST / LOWEST, random.unit());
    return new Person(
        name,
        pitch,
        pitch * random.between(0.05, 0.2),
        random.between(180, 240),
        random.between(0.87, 1.17),
        random.between(0.25, 0.9),
        random.below(Integer.MAX_VALUE),
        random.between(0, 0.35),
        random.between(0.02, 0.08));
  }
}
