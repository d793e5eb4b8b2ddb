package org.dsd4j.datasets.spoken;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.dsd4j.datasets.DataException;

/**
 * The sound of a script in one file: a header of 64 bytes (hash of the script, hash of the rest),
 * all samples as 16-bit integers, the length of each utterance as an int; everything with the
 * highest byte first.
 */
final class SpeechCache {

  // To be raised whenever the same script sounds different than before.
  private static final String VERSION = "spoken sentences 1";
  private static final int HASH = 32;
  private static final int HEADER = 2 * HASH;

  private final Path file;
  private final List<ScriptLine> script;
  private final double signalToNoise;
  private final byte[] scriptHash;

  private SpeechCache(Path folder, List<ScriptLine> script, double signalToNoise) {
    this.script = List.copyOf(script);
    this.signalToNoise = signalToNoise;
    MessageDigest digest = sha256();
    digest.update((VERSION + signalToNoise).getBytes(StandardCharsets.UTF_8));
    script.forEach(line -> digest.update(line.cacheKey().getBytes(StandardCharsets.UTF_8)));
    scriptHash = digest.digest();
    file = folder.resolve("spoken-" + HexFormat.of().formatHex(scriptHash, 0, 8) + ".pcm");
  }

  /**
   * Reads the sound from a complete file of the same script, or synthesises it first.
   *
   * @throws DataException if the file cannot be written
   */
  static CachedUtterances open(Path folder, List<ScriptLine> script, double signalToNoise) {
    SpeechCache cache = new SpeechCache(folder, script, signalToNoise);
    TemporaryFile.sweep(folder);
    try {
      if (!cache.isComplete()) {
        cache.make(folder);
      }
      return new CachedUtterances(cache.file, HEADER, cache.script, cache.lengths());
    } catch (IOException failure) {
      throw new DataException(
          "%s: synthesised speech cannot be written or read: %s"
              .formatted(cache.file, reason(failure)),
          failure);
    }
  }

  /** What the system said, without the name of the file, which the caller has. */
  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String said =
        failure instanceof FileSystemException problem ? problem.getReason() : failure.getMessage();
    return said == null ? failure.getClass().getSimpleName() : said;
  }

  private boolean isComplete() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) < HEADER + tableBytes()) {
      return false;
    }
    MessageDigest digest = sha256();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      byte[] header = in.readNBytes(HEADER);
      byte[] block = new byte[1 << 16];
      for (int read = in.read(block); read > 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
      return Arrays.equals(header, 0, HASH, scriptHash, 0, HASH)
          && Arrays.equals(header, HASH, HEADER, digest.digest(), 0, HASH);
    }
  }

  private int[] lengths() throws IOException {
    int[] lengths = new int[script.size()];
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer table = ByteBuffer.allocate(tableBytes());
      channel.position(channel.size() - table.capacity());
      while (table.hasRemaining() && channel.read(table) >= 0) {}
      table.flip().asIntBuffer().get(lengths);
    }
    return lengths;
  }

  private int tableBytes() {
    return Integer.BYTES * script.size();
  }

  /** A reader never sees an incomplete file: it is moved to its place when it is complete. */
  private void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      FileChannel channel = temporary.channel();
      byte[] hash = record(channel);
      channel.position(0);
      write(channel, scriptHash);
      write(channel, hash);
      temporary.moveIntoPlace();
    }
  }

  /** Writes all but the header, whose place stays empty, and returns the hash of it. */
  private byte[] record(FileChannel channel) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer table = ByteBuffer.allocate(tableBytes());
    OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel));
    OutputStream out = new DigestOutputStream(plain, digest);
    try (SpeechRenderer renderer = new SpeechRenderer(signalToNoise)) {
      plain.write(new byte[HEADER]);
      for (ScriptLine line : script) {
        short[] samples = renderer.render(line);
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * samples.length);
        bytes.asShortBuffer().put(samples);
        out.write(bytes.array());
        table.putInt(samples.length);
      }
      out.write(table.array());
      // Not closed, since the header is still to come.
      out.flush();
    }
    return digest.digest();
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
