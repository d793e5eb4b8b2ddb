package org.dsd4j.reports.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dsd4j.reports.record.ContentHash;
import org.dsd4j.reports.record.RecordJson;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type of the content
 * @param policy what a page may do: its Content-Security-Policy
 * @param body the content
 */
record Reply(int status, String type, String policy, String body) {
  static final int OK = 200;
  private static final int ACCEPTED = 202;

  /** Nothing from anywhere but this server, nothing inside the page's own text. */
  private static final String OWN_FILES =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A report is one file with its styles, scripts and pictures inside; it may ask for nothing. */
  private static final String ONE_FILE =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
          + " img-src data:; font-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  static Reply text(int status, String message) {
    return new Reply(status, "text/plain;charset=utf-8", OWN_FILES, message + "\n");
  }

  static Reply report(String html) {
    return new Reply(OK, "text/html;charset=utf-8", ONE_FILE, html);
  }

  /** Stands in for a report that is not ready, and asks for it until it is. */
  static Reply making() {
    Reply page = file("making.html", "text/html;charset=utf-8");
    return new Reply(ACCEPTED, page.type(), page.policy(), page.body());
  }

  static Reply json(Object value) {
    try {
      String body = RecordJson.mapper().writeValueAsString(value);
      return new Reply(OK, "application/json", OWN_FILES, body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }

  /** A file of the class path, named by this code alone. */
  static Reply file(String resource, String type) {
    try (InputStream in = Reply.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new Reply(OK, type, OWN_FILES, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** A checksum of the content, so that what a page has already is not sent again. */
  String tag() {
    return '"' + ContentHash.of(bytes()) + '"';
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
