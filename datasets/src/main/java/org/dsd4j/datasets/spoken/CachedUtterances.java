package org.dsd4j.datasets.spoken;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.speech.Utterances;

/** The utterances of a script, whose sound is in a file of the cache. Immutable. */
final class CachedUtterances {

  private final Path file;
  private final List<ScriptLine> script;
  private final int[] lengths;
  private final long[] offsets;

  CachedUtterances(Path file, int header, List<ScriptLine> script, int[] lengths) {
    this.file = file;
    this.script = script;
    this.lengths = lengths;
    offsets = new long[lengths.length];
    long at = header;
    for (int i = 0; i < lengths.length; i++) {
      offsets[i] = at;
      at += (long) Short.BYTES * lengths[i];
    }
  }

  /** Utterances from {@code from} to {@code to} - 1. */
  Utterances part(int from, int to) {
    return new Part(from, to - from);
  }

  private float[] read(int index) throws BrokenExampleException {
    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * lengths[index]);
    // Opened for each read: no handle stays open, and no thread disturbs another.
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(offsets[index]);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException("it ends too early");
        }
      }
    } catch (IOException failure) {
      throw new BrokenExampleException(
          script.get(index).id(),
          "cannot be read from %s (%s); delete that file and start again".formatted(file, failure),
          failure);
    }
    float[] samples = new float[lengths[index]];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort(Short.BYTES * i) / 32_768f;
    }
    return samples;
  }

  private final class Part implements Utterances {

    private final int from;
    private final int size;

    Part(int from, int size) {
      this.from = from;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public String id(int index) {
      return line(index).id();
    }

    @Override
    public String speaker(int index) {
      return line(index).person().name();
    }

    @Override
    public String transcript(int index) {
      return line(index).sentence();
    }

    @Override
    public double seconds(int index) {
      return (double) lengths[at(index)] / RATE;
    }

    @Override
    public float[] samples(int index) throws BrokenExampleException {
      return read(at(index));
    }

    private ScriptLine line(int index) {
      return script.get(at(index));
    }

    private int at(int index) {
      if (index < 0 || index >= size) {
        throw new IndexOutOfBoundsException("utterance %d of %d".formatted(index, size));
      }
      return from + index;
    }
  }
}
