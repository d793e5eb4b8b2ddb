package org.dsd4j.datasets.spoken;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/** Captures what FreeTTS would play: no sound card is needed. */
final class CapturingAudioPlayer implements AudioPlayer {

  private static final int RATE = 16_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private AudioFormat format = new AudioFormat(RATE, Short.SIZE, 1, true, true);

  void clear() {
    bytes.reset();
  }

  int rate() {
    return (int) format.getSampleRate();
  }

  /** FreeTTS hands out 16-bit samples, the higher byte first. */
  float[] samples() {
    byte[] raw = bytes.toByteArray();
    float[] samples = new float[raw.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((raw[2 * i] << 8) | (raw[2 * i + 1] & 0xff)) / 32_768f;
    }
    return samples;
  }

  @Override
  public void setAudioFormat(AudioFormat newFormat) {
    format = newFormat;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public boolean write(byte[] audio, int offset, int count) {
    bytes.write(audio, offset, count);
    return true;
  }

  // Nothing below matters where nothing is played.

  @Override
  public void begin(int size) {}

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public void setVolume(float volume) {}

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
