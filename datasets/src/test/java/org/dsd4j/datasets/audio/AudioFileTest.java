package org.dsd4j.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    for (int at = firstFrame(whole); at < whole.length; at += 7) {
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
        "neither WAV nor FLAC nor NIST SPHERE", "LD3 and more".getBytes(StandardCharsets.US_ASCII));
    expect("no data chunk", Waves.wav(Waves.format(1, 1, 16_000, 16)));
    expect("data chunk comes before its fmt", Waves.wav(Waves.chunk("data", new byte[4])));
    expect(
        "WAV of format 17 with 4 bits, which is not supported; convert it: ffmpeg",
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

  /** Piped programs cannot go back to write the length; what they leave in its place differs. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        0x7fff_0000L,
        0x7fff_f000L,
        0x7fff_ffdbL,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffdbL
      })
  void readsToTheEndWhereTheLengthIsAPlaceholder(long length) throws Exception {
    byte[] bytes = Waves.wav(16_000, (short) 5, (short) 6, (short) 7);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(40, (int) length);
    Path file = file("a.wav", bytes);
    assertEquals(3, AudioFile.read(file).samples().length);
    assertEquals(new AudioLength(16_000, 3), AudioFile.length(file));
  }

  @Test
  void anEmptyDataChunkBeforeOthersHasNoSound() {
    byte[] info = Waves.chunk("LIST", new byte[] {1, 2, 3, 4});
    byte[] format = Waves.format(1, 1, 16_000, 16);
    expect("holds no sound", Waves.wav(format, Waves.chunk("data", new byte[0]), info));
  }

  @Test
  void readsIntegersThatFillNoWholeBytesAndRf64() throws Exception {
    byte[] three = {0, 0, 0x40, 0, 0, (byte) 0xc0};
    Path file =
        file("20.wav", Waves.wav(Waves.format(1, 1, 16_000, 20, 3), Waves.chunk("data", three)));
    assertArrayEquals(new float[] {0.5f, -0.5f}, AudioFile.read(file).samples());

    byte[] ds64 = new byte[28];
    ByteBuffer.wrap(ds64).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 4);
    byte[] large =
        Waves.wav(
            Waves.chunk("ds64", ds64),
            Waves.format(1, 1, 16_000, 16),
            Waves.chunk("data", new byte[] {1, 0, 2, 0}),
            Waves.chunk("LIST", new byte[] {9, 9}));
    large[1] = 'F';
    large[2] = '6';
    large[3] = '4';
    int data = new String(large, StandardCharsets.ISO_8859_1).indexOf("data");
    ByteBuffer.wrap(large).putInt(data + 4, -1);
    assertEquals(2, AudioFile.read(file("rf64.wav", large)).samples().length);
  }

  /** Values of the tables in ITU-T G.711. */
  @Test
  void readsALaw() throws Exception {
    byte[] codes = {(byte) 0xd5, 0x55, (byte) 0xaa, 0x2a, (byte) 0x80};
    float[] expected = {
      8 / 32_768f, -8 / 32_768f, 32_256 / 32_768f, -32_256 / 32_768f, 5_504 / 32_768f
    };
    Path wav = file("a.wav", Waves.wav(Waves.format(6, 1, 8000, 8), Waves.chunk("data", codes)));
    assertArrayEquals(expected, AudioFile.read(wav).samples());
    String head =
        """
        NIST_1A
           1024
        sample_count -i 5
        sample_n_bytes -i 1
        channel_count -i 1
        sample_rate -i 8000
        sample_coding -s4 alaw
        end_head
        """;
    byte[] sphere = Arrays.copyOf(header(head), 1024 + codes.length);
    System.arraycopy(codes, 0, sphere, 1024, codes.length);
    assertArrayEquals(expected, AudioFile.read(file("a.sph", sphere)).samples());
  }

  @Test
  void floatingPointInTheRangeOf16BitsIsBroughtToFullScale() throws Exception {
    float[] written = {0, 12_000, -32_768, 5};
    Path file = file("a.wav", Waves.floats(16_000, written));
    assertArrayEquals(
        new float[] {0, 12_000 / 32_768f, -1, 5 / 32_768f}, AudioFile.read(file).samples());
    Path hot = file("hot.wav", Waves.floats(16_000, 0.7f, -1.4f, 0.35f));
    assertArrayEquals(new float[] {0.7f, -1.4f, 0.35f}, AudioFile.read(hot).samples());
    assertArrayEquals(new float[] {0.5f, -1, 0.25f}, AudioFile.read(hot).at(16_000), 1e-6f);
    expect("has samples up to 1.00e+06, where full scale is 1", Waves.floats(16_000, 0, 1e6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 3_999, 768_001, 2_147_483_647, -1})
  void refusesRatesThatNoSpeechHas(int rate) {
    expect("a rate of " + rate + " Hz", Waves.wav(rate, Waves.tone(100)));
  }

  /** Nothing is allocated for what a header claims. */
  @Test
  void refusesSoundThatIsLongerThanIsReadAtOnce() throws Exception {
    Path file = file("long.wav", Waves.wav(4_000, Waves.tone(4)));
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      grown.setLength(44 + 2L * 4_000 * 1_800); // a sparse file of half an hour
    }
    byte[] head = Arrays.copyOf(Files.readAllBytes(file), 44);
    ByteBuffer.wrap(head).putInt(40, -1);
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      grown.write(head);
    }
    assertTrue(problem(file).contains("7200000 frames, 1800 seconds"), problem(file));
    assertThrows(BrokenExampleException.class, () -> AudioFile.length(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "ones", "zeros", "frame"})
  void passesOverWhatFollowsTheLastFrameOfFlac(String kind) throws Exception {
    byte[] whole = bytes("tone-16.flac");
    byte[] behind = new byte[kind.equals("frame") ? 40 : 128];
    Arrays.fill(behind, kind.equals("ones") ? (byte) 0xff : 0);
    if (kind.equals("tag")) {
      System.arraycopy("TAG".getBytes(StandardCharsets.US_ASCII), 0, behind, 0, 3);
    } else if (kind.equals("frame")) {
      System.arraycopy(whole, firstFrame(whole), behind, 0, behind.length); // a frame that is cut
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + behind.length);
    System.arraycopy(behind, 0, longer, whole.length, behind.length);
    assertArrayEquals(
        AudioFile.read(file("whole.flac", whole)).samples(),
        AudioFile.read(file("longer.flac", longer)).samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 40_000})
  void passesOverATagInFrontOfFlac(int length) throws Exception {
    byte[] whole = bytes("tone-16.flac");
    byte[] tagged = new byte[10 + length + whole.length];
    byte[] tag = {
      'I',
      'D',
      '3',
      4,
      0,
      0,
      0,
      (byte) (length >> 14),
      (byte) (length >> 7 & 127),
      (byte) (length & 127)
    };
    System.arraycopy(tag, 0, tagged, 0, tag.length);
    System.arraycopy(whole, 0, tagged, 10 + length, whole.length);
    Path file = file("tagged.flac", tagged);
    assertEquals(FRAMES, AudioFile.read(file).samples().length);
    assertEquals(FRAMES, AudioFile.length(file).frames());
  }

  /** Without the length and the checksum of all samples, those of the frames must do. */
  @Test
  void noticesChangedBytesOfFlacWithoutLengthAndChecksum() throws Exception {
    byte[] whole = bytes("tone-16.flac");
    Arrays.fill(whole, 26, 42, (byte) 0); // MD5
    whole[21] &= (byte) 0xf0;
    Arrays.fill(whole, 22, 26, (byte) 0); // frames
    Path file = file("unknown.flac", whole);
    assertEquals(FRAMES, AudioFile.read(file).samples().length);
    assertEquals(new AudioLength(16_000, FRAMES), AudioFile.length(file));
    for (int at = firstFrame(whole); at < whole.length; at += 3) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      problem(file("changed.flac", changed));
    }
  }

  @Test
  void saysWhichOtherFormatAFileIs() {
    expect(
        "is MP3, which is not read; convert it: ffmpeg -i IN OUT.wav", new byte[] {-1, -5, 0, 0});
    expect("is MP3", "ID3\4\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    expect("is Ogg", "OggS....".getBytes(StandardCharsets.US_ASCII));
    expect("is MP4", "....ftypM4A ".getBytes(StandardCharsets.US_ASCII));
    expect("is AIFF", "FORM....AIFF".getBytes(StandardCharsets.US_ASCII));
  }

  /** A reader that is interrupted must not blame the file. */
  @Test
  void anInterruptedThreadReadsOn() throws Exception {
    Path file = fixture("tone-16.wav");
    Thread.currentThread().interrupt();
    try {
      assertEquals(FRAMES, AudioFile.read(file).samples().length);
      assertEquals(FRAMES, AudioFile.length(file).frames());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  private static int firstFrame(byte[] flac) {
    int at = 42; // Before the first frame lies text that may change.
    while (flac[at] != (byte) 0xff || flac[at + 1] != (byte) 0xf8) {
      at++;
    }
    return at;
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
