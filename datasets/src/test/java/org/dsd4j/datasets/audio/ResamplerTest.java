package org.dsd4j.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

  private static final int WANTED = 16_000;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 44_100, 48_000})
  void keepsTonesAndLength(int rate) {
    double hertz = 0.4 * Math.min(rate, WANTED);
    int length = rate / 4;
    float[] result = Resampler.resample(tone(rate, hertz, length), rate, WANTED);
    assertEquals(Math.ceil((double) length * WANTED / rate), result.length);
    // Away from the edges it is the same sine, sample by sample: -60 dB.
    for (int i = 400; i < result.length - 400; i++) {
      assertEquals(0.5 * Math.sin(2 * Math.PI * hertz * i / WANTED), result[i], 5e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void removesWhatWouldFoldBack(int rate) {
    float[] result = Resampler.resample(tone(rate, 8_300, rate / 4), rate, WANTED);
    double sum = 0;
    for (int i = 400; i < result.length - 400; i++) {
      sum += result[i] * result[i];
    }
    double level = 10 * Math.log10(sum / (result.length - 800) / (0.5 * 0.5 / 2));
    assertTrue(level < -60, level + " dB");
  }

  @Test
  void playsFaster() {
    float[] result = Resampler.atSpeed(tone(WANTED, 1000, 8000), 1.25);
    assertEquals(6400, result.length);
    for (int i = 400; i < result.length - 400; i++) {
      assertEquals(0.5 * Math.sin(2 * Math.PI * 1250 * i / WANTED), result[i], 5e-4);
    }
  }

  @Test
  void leavesEqualRatesAlone() {
    float[] samples = {1, 2};
    assertSame(samples, Resampler.resample(samples, 8000, 8000));
    assertEquals(0, Resampler.resample(new float[0], 8000, WANTED).length);
  }

  @Test
  void refusesImpossibleRates() {
    assertThrows(IllegalArgumentException.class, () -> Resampler.resample(new float[1], 0, WANTED));
    assertThrows(IllegalArgumentException.class, () -> Resampler.atSpeed(new float[1], 0));
    assertThrows(IllegalArgumentException.class, () -> Resampler.atSpeed(new float[1], Double.NaN));
  }

  @Test
  void cutsWhatTheFilterOvershoots() {
    float[] square = new float[4000];
    for (int i = 0; i < square.length; i++) {
      square[i] = (i / 200) % 2 == 0 ? 1 : -1;
    }
    float most = 0;
    for (float sample : new Sound(44_100, square).at(WANTED)) {
      most = Math.max(most, Math.abs(sample));
    }
    assertEquals(1, most);
  }

  private static float[] tone(int rate, double hertz, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }
}
