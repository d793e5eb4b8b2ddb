package org.dsd4j.datasets.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.audio.AudioFile;
import org.dsd4j.datasets.audio.AudioLength;
import org.dsd4j.datasets.audio.Sound;

/** Utterances of one file each, decoded and resampled to 16 kHz on each call. */
public final class FileUtterances implements Utterances {

  private static final String RAW = ".raw";

  private final List<Recording> recordings;
  private final AtomicReferenceArray<Double> seconds;

  /**
   * A list of recordings; no file is opened yet.
   *
   * @param recordings whose transcripts {@link Letters} can write
   */
  public FileUtterances(List<Recording> recordings) {
    this.recordings = List.copyOf(recordings);
    seconds = new AtomicReferenceArray<>(recordings.size());
  }

  @Override
  public int size() {
    return recordings.size();
  }

  @Override
  public String id(int index) {
    return recordings.get(index).id();
  }

  @Override
  public String speaker(int index) {
    return recordings.get(index).speaker();
  }

  @Override
  public String transcript(int index) {
    return recordings.get(index).transcript();
  }

  /**
   * As the recording says; otherwise reads the header of the file the first time, and is 0 if that
   * fails, as {@code samples} will.
   */
  @Override
  public double seconds(int index) {
    Recording recording = recordings.get(index);
    if (recording.seconds() > 0) {
      return recording.seconds();
    }
    Double known = seconds.get(index);
    if (known == null) {
      known = secondsOrNone(recording.file());
      seconds.set(index, known);
    }
    return known;
  }

  private static double secondsOrNone(Path file) {
    try {
      return length(file).seconds();
    } catch (BrokenExampleException broken) {
      return 0; // Reading the samples reports the reason.
    }
  }

  /** What the header of a file says, or its size if it is one without a header. */
  static AudioLength length(Path file) throws BrokenExampleException {
    return isRaw(file) ? AudioFile.rawLength(file, RATE) : AudioFile.length(file);
  }

  @Override
  public float[] samples(int index) throws BrokenExampleException {
    Path file = recordings.get(index).file();
    Sound sound = isRaw(file) ? AudioFile.readRaw(file, RATE) : AudioFile.read(file);
    return sound.at(RATE);
  }

  private static boolean isRaw(Path file) {
    return file.toString().endsWith(RAW);
  }
}
