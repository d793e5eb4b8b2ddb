package org.dsd4j.reports.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short checksum of bytes, long enough that no two records share it by chance. */
public final class ContentHash {
  private static final int BYTES = 8;

  private ContentHash() {}

  /**
   * Computes the checksum.
   *
   * @param content any bytes
   * @return the first 16 hexadecimal digits of their SHA-256
   */
  public static String of(byte... content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
