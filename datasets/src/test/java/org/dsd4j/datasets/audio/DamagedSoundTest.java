package org.dsd4j.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.datasets.Mutations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged WAV, FLAC and SPHERE: read or refused with one line, in bounded time and memory. */
@Tag("slow")
class DamagedSoundTest {

  // The largest block of FLAC of eight channels, decoded and as samples at 16 kHz, some times over.
  private static final long MOST_BYTES = 32L << 20;

  @TempDir Path dir;

  @Test
  void wav() throws Exception {
    short[] tone = Waves.tone(400);
    byte[] odd = Waves.chunk("LIST", new byte[] {1, 2, 3});
    byte[] samples = Waves.pcm(ByteOrder.LITTLE_ENDIAN, tone);
    List<byte[]> originals =
        new ArrayList<>(
            List.of(
                Waves.wav(odd, Waves.format(1, 2, 44_100, 16), Waves.chunk("data", samples), odd),
                Waves.wav(Waves.extensible(7, 1, 8_000, 8), Waves.chunk("data", samples)),
                Waves.floats(22_050, 0.5f, -0.25f, 3_000f, 0.125f)));
    for (String name : List.of("tone-24.wav", "tone-float.wav", "tone-8.wav")) {
      originals.add(bytes(name));
    }
    run("WAV", 1, originals);
  }

  @Test
  void sphere() throws Exception {
    List<byte[]> originals = new ArrayList<>(List.of(Waves.sphere("pcm", Waves.tone(300))));
    for (String name : List.of("tone-little.sph", "tone-ulaw.sph", "stereo.sph")) {
      originals.add(bytes(name));
    }
    run("SPHERE", 2, originals);
  }

  /** The checksum of all samples shows every change of them. */
  @Test
  void flac() throws Exception {
    List<byte[]> originals = new ArrayList<>();
    for (String name : List.of("tone-16.flac", "tone-24.flac", "stereo-16.flac", "tone-8.flac")) {
      originals.add(bytes(name));
    }
    List<float[]> samples = new ArrayList<>();
    for (byte[] original : originals) {
      samples.add(read(original).samples());
    }
    int read =
        new Mutations("FLAC", 3, MOST_BYTES)
            .run(
                originals,
                (damaged, number) -> {
                  Sound sound = read(damaged);
                  if (checksum(damaged).equals(checksum(originals.get(number % 4)))) {
                    assertArrayEquals(samples.get(number % 4), sound.samples());
                  }
                });
    assertTrue(read < Mutations.COUNT / 2, read + " were read");
  }

  /** Neither the length nor the checksum is there, as of a file that was written to a pipe. */
  @Test
  void flacOfUnknownLength() throws Exception {
    List<byte[]> originals = new ArrayList<>();
    for (String name : List.of("tone-16.flac", "tone-24.flac", "stereo-16.flac")) {
      byte[] original = bytes(name);
      original[21] &= (byte) 0xf0;
      Arrays.fill(original, 22, 42, (byte) 0);
      originals.add(original);
    }
    run("FLAC of unknown length", 4, originals);
  }

  private void run(String what, long seed, List<byte[]> originals) throws InterruptedException {
    int read = new Mutations(what, seed, MOST_BYTES).run(originals, (damaged, n) -> read(damaged));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  /** Looked at as a corpus does, then read and resampled as a network hears it. */
  private Sound read(byte[] bytes) throws Exception {
    Path file = Files.write(dir.resolve("damaged"), bytes);
    AudioFile.length(file);
    Sound sound = AudioFile.read(file);
    for (float sample : sound.at(16_000)) {
      assertTrue(sample >= -1 && sample <= 1, () -> "a sample is " + sample);
    }
    return sound;
  }

  private static ByteBuffer checksum(byte[] flac) {
    return ByteBuffer.wrap(Arrays.copyOf(flac, 42), 26, 16);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = DamagedSoundTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
