package org.dsd4j.datasets.spoken;

import org.dsd4j.datasets.Seeds;
import org.dsd4j.datasets.drawing.SeededRandom;

/** Renders lines: speech, then the room, then the noise. */
final class SpeechRenderer implements AutoCloseable {

  private static final int NOISE = 1; // stream of a line's seed
  private static final double QUIETER = 15; // dB between the noisiest and the least noisy line

  private final Synthesizer synthesizer = new Synthesizer();
  private final double signalToNoise;

  SpeechRenderer(double signalToNoise) {
    this.signalToNoise = signalToNoise;
  }

  /** 16-bit samples, 16,000 a second. */
  short[] render(ScriptLine line) {
    float[] sound =
        RoomAcoustics.echoed(synthesizer.speak(line.sentence(), line.person()), line.person());
    RoomAcoustics.level(sound, line.person().loudness());
    SeededRandom random = new SeededRandom(Seeds.derive(line.seed(), NOISE));
    double quiet = signalToNoise + random.between(0, QUIETER);
    boolean pink = random.unit() < 0.5;
    if (Double.isFinite(quiet)) {
      RoomAcoustics.addNoise(sound, quiet, pink, random);
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
