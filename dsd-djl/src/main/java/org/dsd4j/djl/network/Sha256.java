package org.dsd4j.djl.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 checksum, computed piece by piece. */
public final class Sha256 {
  private final MessageDigest digest;

  /** Starts a checksum of no bytes. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Adds a text in UTF-8.
   *
   * @param text any
   * @return this
   */
  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds bytes.
   *
   * @param bytes any
   * @return this
   */
  public Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /**
   * Adds the first bytes of an array.
   *
   * @param bytes any
   * @param count how many of them
   * @return this
   */
  public Sha256 add(byte[] bytes, int count) {
    digest.update(bytes, 0, count);
    return this;
  }

  /**
   * Adds the rest of a buffer, and empties it.
   *
   * @param buffer any
   * @return this
   */
  public Sha256 add(ByteBuffer buffer) {
    digest.update(buffer);
    return this;
  }

  /**
   * Ends the checksum.
   *
   * @return 64 hexadecimal digits
   */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
