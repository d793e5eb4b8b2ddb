package org.dsd4j.datasets.spoken;

import org.dsd4j.datasets.Seeds;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.speech.Utterances;

/**
 * Echoes and background noise. The echoes are some dozens of single reflections instead of a dense
 * tail: it smears the spectrum as a small room does, at a hundredth of the cost.
 */
final class RoomAcoustics {

  private static final int REFLECTIONS = 48;
  private static final double FIRST = 0.003; // seconds: a wall half a metre away
  private static final double LAST_DECAYS = 4;

  private RoomAcoustics() {}

  /** Adds the echoes of a speaker's room; they are the same for all sentences of that speaker. */
  static float[] echoed(float[] dry, Person person) {
    SeededRandom random = new SeededRandom(Seeds.derive(person.room(), 0));
    float[] wet = dry.clone();
    double last = FIRST + LAST_DECAYS * person.decay();
    for (int i = 0; i < REFLECTIONS; i++) {
      double delay = random.between(FIRST, last);
      double level = person.echo() * StrictMath.exp(-(delay - FIRST) / person.decay());
      float gain = (float) (random.unit() < 0.5 ? -level : level);
      int shift = (int) (delay * Utterances.RATE);
      for (int k = shift; k < wet.length; k++) {
        wet[k] += gain * dry[k - shift];
      }
    }
    return wet;
  }

  /** Brings the largest sample to a level; silence stays. */
  static void level(float[] samples, double peak) {
    float most = 0;
    for (float sample : samples) {
      most = Math.max(most, Math.abs(sample));
    }
    float gain = most == 0 ? 0 : (float) (peak / most);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  /** Adds white or pink noise, cutting what would leave [-1, 1]. */
  static void addNoise(float[] samples, double signalToNoise, boolean pink, SeededRandom random) {
    float[] noise = pink ? pink(samples.length, random) : white(samples.length, random);
    double wanted = power(samples) / StrictMath.pow(10, signalToNoise / 10);
    double there = power(noise);
    float gain = there == 0 ? 0 : (float) Math.sqrt(wanted / there);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.max(-1, Math.min(1, samples[i] + gain * noise[i]));
    }
  }

  private static float[] white(int length, SeededRandom random) {
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.bell();
    }
    return noise;
  }

  /** White noise through four leaky sums an octave or two apart: 3 dB an octave within 1 dB. */
  private static float[] pink(int length, SeededRandom random) {
    double[] keep = {0.998, 0.98, 0.85, 0.3};
    double[] sums = new double[keep.length];
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      double white = random.bell();
      double all = 0;
      for (int k = 0; k < keep.length; k++) {
        sums[k] = keep[k] * sums[k] + Math.sqrt(1 - keep[k]) * white;
        all += sums[k];
      }
      noise[i] = (float) all;
    }
    return noise;
  }

  private static double power(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample * sample;
    }
    return samples.length == 0 ? 0 : sum / samples.length;
  }
}
