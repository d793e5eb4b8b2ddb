package org.dsd4j.datasets.drawing;

import java.util.Arrays;
import org.dsd4j.datasets.ImageSize;

/** Turns a painting into bytes: supersampling, blur, light, noise, rounding. */
public final class Camera {

  /** Points along each edge of a pixel: with 9 in all, edges have ten shades. */
  private static final int SAMPLES = 3;

  private final ImageSize size;
  private final Lens lens;

  /**
   * A camera for pictures of one size.
   *
   * @param size of 3 channels, as high as wide
   * @param lens strength of the disturbances
   */
  public Camera(ImageSize size, Lens lens) {
    if (size.channels() != 3 || size.height() != size.width()) {
      throw new IllegalArgumentException("pictures are square and in colour, not " + size);
    }
    this.size = size;
    this.lens = lens;
  }

  /**
   * Takes a picture.
   *
   * @param scene what to look at
   * @param random draws the disturbances
   * @return unsigned bytes (C, H, W)
   */
  public byte[] photograph(Painting scene, SeededRandom random) {
    double[] light = sampled(scene);
    light = blurred(light, random.between(0, lens.blur()));
    return developed(light, random);
  }

  private double[] sampled(Painting scene) {
    int side = size.width();
    int plane = side * side;
    double step = 1.0 / (side * SAMPLES);
    double[] light = new double[size.pixels()];
    double[] sum = new double[size.channels()];
    for (int i = 0; i < plane; i++) {
      Arrays.fill(sum, 0);
      for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        double px = (i % side * SAMPLES + sample % SAMPLES + 0.5) * step;
        double py = (i / side * SAMPLES + sample / SAMPLES + 0.5) * step;
        scene.addColour(px, py, sum);
      }
      for (int channel = 0; channel < sum.length; channel++) {
        light[channel * plane + i] = sum[channel] / (SAMPLES * SAMPLES);
      }
    }
    return light;
  }

  /** Mixes in the mean of the nine pixels around; at the edge, of those that there are. */
  private double[] blurred(double[] light, double weight) {
    int side = size.width();
    double[] out = new double[light.length];
    for (int i = 0; i < light.length; i++) {
      int x = i % side;
      int y = i / side % side;
      double sum = 0;
      int count = 0;
      for (int down = y == 0 ? 0 : -1; down <= (y == side - 1 ? 0 : 1); down++) {
        for (int right = x == 0 ? 0 : -1; right <= (x == side - 1 ? 0 : 1); right++) {
          sum += light[i + down * side + right];
          count++;
        }
      }
      out[i] = light[i] + weight * (sum / count - light[i]);
    }
    return out;
  }

  private byte[] developed(double[] light, SeededRandom random) {
    int plane = size.height() * size.width();
    double most = lens.light();
    double brightness = random.between(-most, most);
    double gain = 1 + random.between(-2 * most, 2 * most);
    double noise = random.between(0, lens.noise());
    byte[] bytes = new byte[light.length];
    for (int channel = 0; channel < size.channels(); channel++) {
      double shift = brightness + random.between(-most, most);
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        double value = 0.5 + (light[i] - 0.5) * gain + shift + noise * random.bell();
        bytes[i] = (byte) Math.max(0, Math.min(255, (int) Math.floor(value * 255 + 0.5)));
      }
    }
    return bytes;
  }
}
