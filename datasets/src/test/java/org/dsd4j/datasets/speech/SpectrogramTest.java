package org.dsd4j.datasets.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SpectrogramTest {

  private static final int LENGTH = 1837;

  @Test
  void equalsWhatScipyComputes() throws Exception {
    float[] values = Spectrogram.of(sound());
    float[] expected = new float[10 * Spectrogram.BINS];
    try (InputStream in = SpectrogramTest.class.getResourceAsStream("spectrogram.txt")) {
      String[] numbers =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().split("\\s+", -1);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = Float.parseFloat(numbers[i]);
      }
      assertEquals(expected.length, numbers.length);
    }
    assertArrayEquals(expected, values, 1e-4f);
  }

  @Test
  void isTheSameInSeveralThreads() {
    float[] alone = Spectrogram.of(sound());
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> assertArrayEquals(alone, Spectrogram.of(sound())));
  }

  @Test
  void countsFrames() {
    assertEquals(0, Spectrogram.frames(0));
    assertEquals(1, Spectrogram.frames(1));
    assertEquals(1, Spectrogram.frames(320));
    assertEquals(1, Spectrogram.frames(479));
    assertEquals(2, Spectrogram.frames(480));
    assertEquals(99, Spectrogram.frames(16_000));
    assertEquals(161, Spectrogram.of(new float[] {0.1f, -0.1f}).length);
    assertEquals(0, Spectrogram.of(new float[0]).length);
  }

  @Test
  void isZeroWhereNothingChanges() {
    for (float value : Spectrogram.of(new float[1000])) {
      assertEquals(0, value);
    }
  }

  @Test
  void doesNotDependOnLoudness() {
    // Noise in all bands: none is so quiet that the floor, which is constant, matters.
    SplittableRandom random = new SplittableRandom(4);
    float[] loud = new float[LENGTH];
    float[] quiet = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      loud[i] = (float) (random.nextDouble() - 0.5);
      quiet[i] = loud[i] / 4;
    }
    assertArrayEquals(Spectrogram.of(loud), Spectrogram.of(quiet), 1e-3f);
  }

  @Test
  void drawsLowFrequenciesBelow() throws Exception {
    float[] tone = new float[3200];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 500 * i / 16_000);
    }
    int frames = Spectrogram.frames(tone.length);
    byte[] png = SpectrogramPicture.png(Spectrogram.of(tone), frames);
    assertArrayEquals(png, SpectrogramPicture.png(Spectrogram.of(tone), frames));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(161, image.getHeight());
    assertTrue(image.getWidth() >= 240 && image.getWidth() % frames == 0, "" + image.getWidth());
    int tones = brightness(image.getRGB(100, 160 - 10)); // 500 Hz is bin 10
    assertTrue(tones > 600, "tone " + tones);
    assertTrue(brightness(image.getRGB(100, 10)) < 200, "no tone");
  }

  @Test
  void refusesAPictureOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> SpectrogramPicture.png(new float[161], 2));
  }

  private static int brightness(int rgb) {
    return ((rgb >> 16) & 0xff) + ((rgb >> 8) & 0xff) + (rgb & 0xff);
  }

  private static float[] sound() {
    float[] samples = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      double value = 0.3 * Math.sin(0.05 * i) + 0.2 * Math.sin(0.31 * i + 1);
      double noise = 0.1 * (((i * 7919) % 1000) / 500.0 - 1);
      samples[i] = i >= 700 && i < 1300 ? 0 : (float) (value + noise);
    }
    return samples;
  }
}
