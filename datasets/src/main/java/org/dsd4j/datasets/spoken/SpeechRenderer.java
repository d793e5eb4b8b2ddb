package org.dsd4j.datasets.spoken;

import org.dsd4j.datasets.Seeds;
import org.dsd4j.datasets.drawing.Dice;

/** Records lines: speech, then the room, then the noise. */
final class Studio implements AutoCloseable {

  private static final int NOISE = 1; // stream of a line's seed
  private static final double QUIETER = 15; // dB between the noisiest and the least noisy line

  private final Synthesizer synthesizer = new Synthesizer();
  private final double signalToNoise;

  Studio(double signalToNoise) {
    this.signalToNoise = signalToNoise;
  }

  /** 16-bit samples, 16,000 a second. */
  short[] record(Line line) {
    float[] sound = Room.echoed(synthesizer.speak(line.sentence(), line.person()), line.person());
    Room.level(sound, line.person().loudness());
    Dice dice = new Dice(Seeds.derive(line.seed(), NOISE));
    double quiet = signalToNoise + dice.between(0, QUIETER);
    boolean pink = dice.unit() < 0.5;
    if (Double.isFinite(quiet)) {
      Room.addNoise(sound, quiet, pink, dice);
    }
    short[] samples = new short[sound.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(sound[i] * Short.MAX_VALUE);
    }
    return samples;
  }

  @Override
  public void close() {
    synthesizer.close();
  }
}
