package org.dsd4j.reports.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.dsd4j.reports.record.ContentHash;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.text.SafeText;

/** An answer: a status of HTTP, a content, and what a page may do. Safe for use by many threads. */
final class Reply {
  static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int UNAVAILABLE = 503;

  /** Nothing from anywhere but this server, nothing inside the page's own text. */
  private static final String OWN_FILES =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A report is one file with its styles, scripts and pictures inside; it may ask for nothing. */
  private static final String ONE_FILE =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
          + " img-src data:; font-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final int status;
  private final String type;
  private final String policy;
  private final OptionalInt retrySeconds;
  private final ByteBuffer body;
  private final String tag;

  private Reply(int status, String type, String policy, OptionalInt retrySeconds, byte... body) {
    this.status = status;
    this.type = type;
    this.policy = policy;
    this.retrySeconds = retrySeconds;
    this.body = ByteBuffer.wrap(body).asReadOnlyBuffer();
    this.tag = '"' + ContentHash.of(body) + '"';
  }

  private static Reply of(int status, String type, String policy, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, type, policy, OptionalInt.empty(), bytes);
  }

  static Reply text(int status, String message) {
    return of(status, "text/plain;charset=utf-8", OWN_FILES, SafeText.line(message) + "\n");
  }

  /** Nothing now, but soon. */
  static Reply later(String message, int seconds) {
    byte[] body = (SafeText.line(message) + "\n").getBytes(StandardCharsets.UTF_8);
    String type = "text/plain;charset=utf-8";
    return new Reply(UNAVAILABLE, type, OWN_FILES, OptionalInt.of(seconds), body);
  }

  static Reply report(String html) {
    return of(OK, "text/html;charset=utf-8", ONE_FILE, html);
  }

  /** Stands in for a report that is not ready, and asks for it until it is. */
  static Reply making() {
    return of(ACCEPTED, "text/html;charset=utf-8", OWN_FILES, resource("making.html"));
  }

  static Reply json(Object value) {
    try {
      String body = RecordJson.mapper().writeValueAsString(value);
      return of(OK, "application/json", OWN_FILES, body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }

  /** A file of the class path, named by this code alone. */
  static Reply file(String name, String type) {
    return of(OK, type, OWN_FILES, resource(name));
  }

  private static String resource(String name) {
    try (InputStream in = Reply.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  /** The Content-Security-Policy. */
  String policy() {
    return policy;
  }

  /** When to ask again, where there is nothing now. */
  OptionalInt retrySeconds() {
    return retrySeconds;
  }

  /** A checksum of the content, so that what a page has already is not sent again. */
  String tag() {
    return tag;
  }

  /** The content, at its begin; every call gives another view of it. */
  ByteBuffer body() {
    return body.duplicate();
  }
}
