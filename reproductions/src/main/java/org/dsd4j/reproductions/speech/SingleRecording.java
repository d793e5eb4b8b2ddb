package org.dsd4j.reproductions.speech;

import java.util.Objects;
import org.dsd4j.datasets.audio.Sound;
import org.dsd4j.datasets.speech.Utterances;

/** A single recording without a transcript. */
record SingleRecording(String name, Sound sound) implements Utterances {
  @Override
  public int size() {
    return 1;
  }

  @Override
  public String id(int index) {
    Objects.checkIndex(index, 1);
    return name;
  }

  @Override
  public String speaker(int index) {
    Objects.checkIndex(index, 1);
    return "";
  }

  @Override
  public String transcript(int index) {
    Objects.checkIndex(index, 1);
    return "";
  }

  @Override
  public double seconds(int index) {
    Objects.checkIndex(index, 1);
    return (double) sound.samples().length / sound.rate();
  }

  @Override
  public float[] samples(int index) {
    Objects.checkIndex(index, 1);
    return sound.at(RATE);
  }
}
