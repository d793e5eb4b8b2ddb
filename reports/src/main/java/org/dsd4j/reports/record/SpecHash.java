package org.dsd4j.reports.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The identity of a specification: a checksum of its content as sorted JSON. */
final class SpecHash {
  private SpecHash() {}

  /** The checksum of a record without some of its components. */
  static String of(Object specification, List<String> without) {
    ObjectNode tree = RecordJson.mapper().valueToTree(specification);
    tree.remove(without);
    try {
      return ContentHash.of(
          RecordJson.mapper().writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that is no JSON", e);
    }
  }
}
