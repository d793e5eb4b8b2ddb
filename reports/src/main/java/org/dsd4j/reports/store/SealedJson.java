package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.reports.record.ContentHash;
import org.dsd4j.reports.record.RecordJson;

/**
 * A JSON object that carries a checksum of its own file: the {@link ContentHash} of all bytes, with
 * zeros where its digits stand. So a single changed byte is noticed, also one that leaves good
 * JSON.
 */
final class SealedJson {
  /** The member with the checksum. */
  static final String SEAL = "checksum";

  private static final byte[] UNSET = "0".repeat(16).getBytes(StandardCharsets.US_ASCII);

  // Two blanks: a member of the outermost object alone. A line end cannot stand inside a text.
  private static final String MARK = "\n  \"" + SEAL + "\" : \"";

  private static final DeserializationProblemHandler WITHOUT_SEAL =
      new DeserializationProblemHandler() {
        @Override
        public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object bean,
            String name)
            throws IOException {
          boolean seal = name.equals(SEAL);
          if (seal) {
            parser.skipChildren();
          }
          return seal;
        }
      };

  private SealedJson() {}

  /** The bytes of a file with a record that has no member of that name. */
  static byte[] write(Object value) {
    ObjectNode tree = RecordJson.mapper().valueToTree(value);
    tree.put(SEAL, new String(UNSET, StandardCharsets.US_ASCII));
    byte[] bytes = ArmFolder.json(tree);
    byte[] digits = ContentHash.of(bytes).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, bytes, digitsIn(bytes), digits.length);
    return bytes;
  }

  /**
   * Checks the bytes of a file.
   *
   * @param file for the message
   * @param bytes all of the file
   * @param sealed whether it must have a checksum; files of an older version have none
   * @throws StoreException if a byte was changed
   */
  static void check(Path file, byte[] bytes, boolean sealed) {
    int at = digitsIn(bytes);
    if (at < 0 || at + UNSET.length > bytes.length) {
      if (sealed) {
        throw changed(file, "it has no checksum");
      }
      return;
    }
    byte[] unset = bytes.clone();
    System.arraycopy(UNSET, 0, unset, at, UNSET.length);
    byte[] digits = Arrays.copyOfRange(bytes, at, at + UNSET.length);
    if (!ContentHash.of(unset).equals(new String(digits, StandardCharsets.US_ASCII))) {
      throw changed(file, "its checksum no longer fits");
    }
  }

  /** The record in a file, without its checksum. */
  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return RecordJson.mapper().readerFor(type).withHandler(WITHOUT_SEAL).readValue(json);
  }

  private static StoreException changed(Path file, String how) {
    return new StoreException(
        file
            + " was changed by hand or is damaged ("
            + how
            + "): restore it, or move the folder away and run it again");
  }

  /** Where the digits begin; negative in a file without them. */
  private static int digitsIn(byte[] bytes) {
    // One byte a character, so that the index counts bytes.
    int mark = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(MARK);
    return mark < 0 ? -1 : mark + MARK.length();
  }
}
