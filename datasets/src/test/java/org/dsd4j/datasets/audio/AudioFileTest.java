package org.dsd4j.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {

  private static final int FRAMES = 800;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "tone-16.wav, 0",
    "tone-24.wav, 0",
    "tone-32.wav, 0",
    "tone-float.wav, 0",
    "tone-16.flac, 0",
    "tone-24.flac, 0",
    "tone-little.sph, 0",
    "tone-big.sph, 0",
    "tone-8.wav, 0.004", // half a step of 8 bits
    "tone-8.flac, 0.004",
    "tone-ulaw.wav, 0.016", // half the widest step of mu-law
    "tone-ulaw.sph, 0.016",
  })
  void readsWhatSoxAndFlacWrote(String name, double tolerance) throws Exception {
    Sound sound = AudioFile.read(fixture(name));
    assertEquals(16_000, sound.rate());
    assertEquals(FRAMES, sound.samples().length);
    for (int i = 0; i < FRAMES; i++) {
      assertEquals(left(i) / 32_768f, sound.samples()[i], tolerance, name + " at " + i);
    }
    assertEquals(0.05, AudioFile.length(fixture(name)).seconds(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stereo-16.wav", "stereo-16.flac", "stereo.sph"})
  void mixesChannelsByTheirMean(String name) throws Exception {
    Sound sound = AudioFile.read(fixture(name));
    assertEquals(FRAMES, sound.samples().length);
    for (int i = 0; i < FRAMES; i++) {
      assertEquals((left(i) + right(i)) / 65_536f, sound.samples()[i], 1e-7);
    }
  }

  @Test
  void passesOverUnknownChunksAndTheirPadding() throws Exception {
    byte[] odd = Waves.chunk("LIST", new byte[] {1, 2, 3});
    byte[] large = Waves.chunk("junk", new byte[40_001]);
    byte[] data = Waves.chunk("data", Waves.pcm(ByteOrder.LITTLE_ENDIAN, (short) 1, (short) -2));
    Path file = file("a.wav", Waves.wav(odd, Waves.format(1, 1, 8000, 16), large, data, odd));
    assertArrayEquals(new float[] {1 / 32_768f, -2 / 32_768f}, AudioFile.read(file).samples());
    assertEquals(new AudioLength(8000, 2), AudioFile.length(file));
  }

  @Test
  void readsToTheEndWhereAPipeLeftNoLength() throws Exception {
    byte[] bytes = Waves.wav(16_000, (short) 5, (short) 6, (short) 7);
    ByteBuffer.wrap(bytes).putInt(40, -1);
    assertEquals(3, AudioFile.read(file("a.wav", bytes)).samples().length);
  }

  @Test
  void guessesTheOrderOfBytesOfRawFiles() throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Path file = file("a.raw", Waves.pcm(order, Waves.tone(500)));
      Sound sound = AudioFile.readRaw(file, 16_000);
      assertEquals(Waves.tone(500)[7] / 32_768f, sound.samples()[7]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tone-16.wav", "tone-float.wav", "tone-24.wav", "tone-16.flac", "tone-big.sph"})
  void saysOfFilesAtAnyLengthThatTheyAreCutOff(String name) throws Exception {
    byte[] whole = bytes(name);
    for (int length = 17; length < whole.length - 4; length += 1 + whole.length / 97) {
      Path cut = file("cut-" + name, Arrays.copyOf(whole, length));
      String message = problem(cut);
      assertTrue(message.contains("cut off"), length + ": " + message);
      assertTrue(message.startsWith(cut.toString()), message);
    }
  }

  @Test
  void noticesChangedBytesOfFlac() throws Exception {
    byte[] whole = bytes("tone-16.flac");
    int sound = 42; // Before the first frame lies text that may change.
    while (whole[sound] != (byte) 0xff || whole[sound + 1] != (byte) 0xf8) {
      sound++;
    }
    for (int at = sound; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x40;
      String message = problem(file("changed.flac", changed));
      assertTrue(message.contains("damaged") || message.contains("cut off"), message);
    }
  }

  @Test
  void saysWhatIsWrong() {
    expect("is silent: all 3 samples are 0.0", Waves.wav(16_000, (short) 0, (short) 0, (short) 0));
    expect("is silent: all 2 samples", Waves.wav(16_000, (short) 9, (short) 9));
    expect("holds no sound", Waves.wav(16_000));
    expect("is empty", new byte[0]);
    expect(
        "neither WAV nor FLAC nor NIST SPHERE", "ID3 and more".getBytes(StandardCharsets.US_ASCII));
    expect("no data chunk", Waves.wav(Waves.format(1, 1, 16_000, 16)));
    expect("data chunk comes before its fmt", Waves.wav(Waves.chunk("data", new byte[4])));
    expect(
        "WAV of format 17 with 4 bits",
        Waves.wav(Waves.format(17, 2, 16_000, 4), Waves.chunk("data", new byte[4])));
    expect(
        "0 channels", Waves.wav(Waves.format(1, 0, 16_000, 16), Waves.chunk("data", new byte[4])));
    byte[] nan =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(Float.NaN)
            .putFloat(1)
            .array();
    expect(
        "not finite numbers", Waves.wav(Waves.format(3, 1, 16_000, 32), Waves.chunk("data", nan)));
    assertTrue(problem(dir.resolve("missing.wav")).endsWith("no such file"));
  }

  @Test
  void saysWhatIsWrongWithSphere() {
    expect(
        "is compressed with shorten; convert it: sph2pipe -f wav",
        Waves.sphere("pcm,embedded-shorten-v2.00", (short) 1, (short) 2));
    expect("coding mpeg with 2 bytes", Waves.sphere("mpeg", (short) 1, (short) 2));
    expect("no line end_head", header("NIST_1A\n   1024\nsample_count -i 4\n"));
    expect("has no channel_count", header("NIST_1A\n   1024\nsample_n_bytes -i 2\nend_head\n"));
    expect("is \"x\", not a number", header("NIST_1A\n   1024\nsample_n_bytes -i x\nend_head\n"));
    expect("cut off within its header of 4096", header("NIST_1A\n   4096\nend_head\n"));
  }

  private static byte[] header(String text) {
    byte[] bytes = new byte[1024];
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, bytes, 0, letters.length);
    return bytes;
  }

  private void expect(String what, byte[] bytes) {
    String message = problem(file("bad", bytes));
    assertTrue(message.contains(what), message);
    assertTrue(message.lines().count() == 1, message);
  }

  private static String problem(Path file) {
    return assertThrows(BrokenExampleException.class, () -> AudioFile.read(file)).getMessage();
  }

  private Path file(String name, byte[] bytes) {
    return TestFiles.write(dir.resolve(name), bytes);
  }

  private Path fixture(String name) throws IOException {
    return file(name, bytes(name));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = AudioFileTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static long left(int n) {
    double angle = 2 * Math.PI * n / 16_000;
    return Math.round(9000 * Math.sin(440 * angle) + 6000 * Math.sin(1730 * angle + 1));
  }

  private static long right(int n) {
    return Math.round(5000 * Math.sin(2 * Math.PI * 900 * n / 16_000));
  }
}
