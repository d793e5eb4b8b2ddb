package org.dsd4j.reports.claims;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.RecordJson;

/**
 * All claims.
 *
 * @param sources full text of each source, by its short name ({@code deck}, {@code paper}, {@code
 *     zoo})
 * @param rows one claim for each row, in the order of the paper's Table 1, then the zoo
 */
public record Claims(SortedMap<String, String> sources, List<Claim> rows) {
  private static final String FILE = "claims.json";

  /** Copies the collections. */
  public Claims {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    rows = List.copyOf(rows);
  }

  /**
   * Reads the claims that come with this module.
   *
   * @return the claims
   */
  public static Claims load() {
    try (InputStream stream = Claims.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing from the jar of the reports module");
      }
      return RecordJson.mapper().readValue(stream, Claims.class);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " in the jar of the reports module is damaged", e);
    }
  }

  /**
   * The claim of a row.
   *
   * @param id the row's id
   * @return empty for a row that is in no source
   */
  public Optional<Claim> row(String id) {
    return rows.stream().filter(claim -> claim.row().equals(id)).findFirst();
  }
}
