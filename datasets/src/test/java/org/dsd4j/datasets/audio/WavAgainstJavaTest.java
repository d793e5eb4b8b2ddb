package org.dsd4j.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java's own reader of WAV files: the same samples, and why it is not used. */
class WavAgainstJavaTest {

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int MU_LAW = 7;
  private static final int RATE = 16_000;
  private static final int FRAMES = 50;
  private static final byte[] ODD_CHUNK = Waves.chunk("LIST", new byte[] {1, 2, 3});

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "7, 8"})
  void bothReadTheSameSamples(int code, int bits) throws Exception {
    for (int channels = 1; channels <= 2; channels++) {
      byte[] data = data(code, channels * FRAMES, bits);
      byte[] plain = Waves.wav(Waves.format(code, channels, RATE, bits), data);
      assertArrayEquals(byJava(plain), read(plain));
      byte[] extensible = Waves.wav(Waves.extensible(code, channels, RATE, bits), data);
      assertArrayEquals(byJava(plain), read(extensible));
      if (code != MU_LAW) {
        assertArrayEquals(byJava(extensible), read(extensible));
      }
    }
  }

  @Test
  void bothSkipOtherChunksOfPlainFiles() throws Exception {
    byte[] format = Waves.format(PCM, 1, RATE, 16);
    byte[] wav = Waves.wav(ODD_CHUNK, format, ODD_CHUNK, data(PCM, FRAMES, 16), ODD_CHUNK);
    assertArrayEquals(byJava(wav), read(wav));
  }

  @Test
  void javaRefusesFilesThatAreReadHere() throws Exception {
    byte[] muLaw = data(MU_LAW, FRAMES, 8);
    byte[] floats = data(FLOAT, FRAMES, 32);
    byte[] integers = data(PCM, FRAMES, 16);
    for (byte[] wav :
        new byte[][] {
          Waves.wav(Waves.extensible(MU_LAW, 1, RATE, 8), muLaw),
          Waves.wav(Waves.format(FLOAT, 1, RATE, 32), ODD_CHUNK, floats),
          Waves.wav(Waves.extensible(PCM, 1, RATE, 16), ODD_CHUNK, integers)
        }) {
      assertThrows(UnsupportedAudioFileException.class, () -> byJava(wav));
      assertEquals(FRAMES, read(wav).length);
    }
  }

  @Test
  void javaReadsFilesThatAreRefusedHere() throws Exception {
    byte[] whole = Waves.wav(Waves.format(PCM, 1, RATE, 16), data(PCM, FRAMES, 16));
    byte[] cut = Arrays.copyOf(whole, whole.length - 40);
    assertEquals(FRAMES - 20, byJava(cut).length);
    assertTrue(problem(cut).contains("is cut off: 30 of 50 frames"), problem(cut));

    byte[] contradiction = whole.clone();
    contradiction[32] = 3; // bytes of a frame
    assertTrue(byJava(contradiction).length > 0);
    assertTrue(problem(contradiction).contains("frames have 3 bytes"), problem(contradiction));
  }

  private static byte[] data(int code, int samples, int bits) {
    byte[] bytes = new byte[samples * bits / 8];
    SplittableRandom random = new SplittableRandom(bits);
    random.nextBytes(bytes);
    if (code == FLOAT) {
      ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      while (floats.hasRemaining()) {
        floats.putFloat((float) random.nextDouble(-1, 1));
      }
    }
    return Waves.chunk("data", bytes);
  }

  private static float[] byJava(byte[] wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      AudioFormat format = in.getFormat();
      SampleEncoding encoding = encoding(format);
      byte[] bytes = in.readAllBytes();
      long frames = SampleLayout.frames(bytes.length, format.getChannels(), encoding);
      int rate = (int) format.getSampleRate();
      return new SampleLayout(
              rate, format.getChannels(), encoding, ByteOrder.LITTLE_ENDIAN, 0, frames)
          .mono(ByteBuffer.wrap(bytes));
    }
  }

  private static SampleEncoding encoding(AudioFormat format) {
    return switch (format.getEncoding() + " " + format.getSampleSizeInBits()) {
      case "PCM_UNSIGNED 8" -> SampleEncoding.UNSIGNED_8;
      case "PCM_SIGNED 16" -> SampleEncoding.SIGNED_16;
      case "PCM_SIGNED 24" -> SampleEncoding.SIGNED_24;
      case "PCM_SIGNED 32" -> SampleEncoding.SIGNED_32;
      case "PCM_FLOAT 32" -> SampleEncoding.FLOAT_32;
      case "ULAW 8" -> SampleEncoding.MU_LAW;
      default -> throw new AssertionError(format);
    };
  }

  private float[] read(byte[] wav) throws BrokenExampleException {
    Sound sound = AudioFile.read(TestFiles.write(dir.resolve("a.wav"), wav));
    assertEquals(RATE, sound.rate());
    return sound.samples();
  }

  private String problem(byte[] wav) {
    return assertThrows(BrokenExampleException.class, () -> read(wav)).getMessage();
  }
}
