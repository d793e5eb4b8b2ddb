package org.dsd4j.reports.tracking.tensorboard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;

/**
 * A file of events, each in the frame of TensorFlow's records: its length (8 bytes), the checksum
 * of these 8 bytes (4), the event, its checksum (4); numbers begin with their low byte.
 */
final class EventFile implements Closeable {
  private static final String PREFIX = "events.out.tfevents.";
  private static final int MASK = 0xa282ead8;
  private static final int TURN = 15;

  private final OutputStream stream;

  private EventFile(OutputStream stream) {
    this.stream = stream;
  }

  /**
   * Starts a file behind those that are there: TensorBoard reads them in the order of their names.
   */
  static EventFile create(Path folder, Instant now) throws IOException {
    long second = Math.max(now.getEpochSecond(), newest(folder) + 1);
    String name = PREFIX + second + ".dsd." + ProcessHandle.current().pid();
    EventFile file =
        new EventFile(
            new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW)));
    file.write(
        Event.newBuilder().setWallTime(Summaries.seconds(now)).setFileVersion("brain.Event:2"));
    file.flush();
    return file;
  }

  private static long newest(Path folder) throws IOException {
    long newest = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        String second = file.getFileName().toString().substring(PREFIX.length()).split("\\.", 2)[0];
        if (second.matches("\\d{1,18}")) {
          newest = Math.max(newest, Long.parseLong(second));
        }
      }
    }
    return newest;
  }

  void write(Event.Builder event) throws IOException {
    byte[] data = event.build().toByteArray();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    stream.write(length);
    stream.write(checksum(length));
    stream.write(data);
    stream.write(checksum(data));
  }

  /** Turned and moved, so that the checksum of a text that holds checksums is still a good one. */
  private static byte[] checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int masked = Integer.rotateRight((int) crc.getValue(), TURN) + MASK;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  void flush() throws IOException {
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
