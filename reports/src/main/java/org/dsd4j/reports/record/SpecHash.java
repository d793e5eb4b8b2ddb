package org.dsd4j.reports.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The identity of a specification: what it says, as sorted JSON, hashed. */
final class SpecHash {
  private static final int DIGITS = 16;

  private SpecHash() {}

  /** The first 16 hexadecimal digits of the SHA-256 of a record without some of its components. */
  static String of(Object specification, List<String> without) {
    ObjectNode tree = RecordJson.mapper().valueToTree(specification);
    tree.remove(without);
    try {
      byte[] canonical =
          RecordJson.mapper().writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK and a JSON tree that cannot be hashed", e);
    }
  }
}
