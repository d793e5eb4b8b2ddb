package org.dsd4j.reports.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The one way in which records become JSON: members in alphabetical order, times in ISO 8601, NaN
 * as {@code "NaN"}, no silent defaults for what is missing. What is read is bounded as {@link
 * RecordLimits} says.
 */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(RecordLimits.JSON_DEPTH)
                          .maxNumberLength(RecordLimits.JSON_NUMBER)
                          .maxStringLength(RecordLimits.JSON_TEXT)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          // Double.toString changed in JDK 19; this writer gives the same digits on every JDK, and
          // ids and reports must not depend on the JDK.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RecordJson() {}

  /** The shared mapper; do not configure it further. */
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
