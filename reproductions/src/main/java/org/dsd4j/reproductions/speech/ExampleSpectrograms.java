package org.dsd4j.reproductions.speech;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.datasets.speech.SpectrogramPicture;
import org.dsd4j.datasets.speech.Utterances;

/** Pictures of some test utterances, spread evenly over the split. */
final class ExampleSpectrograms {
  private static final int SHOWN = 8;

  private ExampleSpectrograms() {}

  static SortedMap<Long, byte[]> of(Utterances utterances) {
    SortedMap<Long, byte[]> pictures = new TreeMap<>();
    int shown = Math.min(SHOWN, utterances.size());
    for (int i = 0; i < shown; i++) {
      int index = (int) ((long) i * utterances.size() / shown);
      picture(utterances, index).ifPresent(png -> pictures.put((long) index, png));
    }
    return pictures;
  }

  /** Empty where the utterance is broken, which the measurement counts and names. */
  private static Optional<byte[]> picture(Utterances utterances, int index) {
    try {
      float[] spectrogram = Spectrogram.of(utterances.samples(index));
      return Optional.of(
          SpectrogramPicture.png(spectrogram, spectrogram.length / Spectrogram.BINS));
    } catch (BrokenExampleException e) {
      return Optional.empty();
    }
  }
}
