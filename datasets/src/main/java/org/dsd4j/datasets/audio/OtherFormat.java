package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Formats that are not read, recognised by their first bytes to be named in a message. */
final class OtherFormat {

  private OtherFormat() {}

  static Optional<String> of(ByteBuffer head) {
    int at = Id3.end(head);
    byte[] first = new byte[Math.min(12, head.limit() - at)];
    head.get(at, first);
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("OggS")) {
      return Optional.of("Ogg (Vorbis, Opus or Speex)");
    }
    if (text.startsWith("FORM") || text.startsWith("RIFX") || text.startsWith(".snd")) {
      return Optional.of(text.startsWith("FORM") ? "AIFF" : "sound with the highest byte first");
    }
    if (text.startsWith("ftyp", 4)) {
      return Optional.of("MP4 (AAC)");
    }
    // Eleven bits that are 1 begin a frame of MPEG; a layer of 0 is none.
    boolean mpeg =
        first.length > 1 && first[0] == -1 && (first[1] & 0xe0) == 0xe0 && (first[1] & 0x06) != 0;
    return mpeg || at > 0 ? Optional.of("MP3") : Optional.empty();
  }
}
