package org.dsd4j.reports.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.dsd4j.reports.store.StoreException;

/**
 * What there is to ask for: a fixed list of paths, none of which becomes the name of a file. Only
 * {@code row} of the curves is read from a question, and it is looked up among known rows.
 */
final class Routes {
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final String ROW = "row=";

  private final Map<String, Function<String, Reply>> routes;
  private final LiveStore store;

  Routes(LiveStore store, LiveReport report) {
    this.store = store;
    this.routes =
        Map.of(
            "/", query -> Reply.file("live.html", "text/html;charset=utf-8"),
            "/live.js", query -> Reply.file("live.js", "text/javascript;charset=utf-8"),
            "/live.css", query -> Reply.file("live.css", "text/css;charset=utf-8"),
            "/style.css",
                query -> Reply.file("/org/dsd4j/reports/page/style.css", "text/css;charset=utf-8"),
            "/api/state", query -> Reply.json(store.state()),
            "/api/curves", this::curves,
            "/making.js", query -> Reply.file("making.js", "text/javascript;charset=utf-8"),
            "/report", query -> report.ifReady().map(Reply::report).orElseGet(Reply::making),
            "/report.html", query -> Reply.report(report.html()));
  }

  /**
   * Answers.
   *
   * @param path as it was sent, nothing decoded
   * @param query without its question mark; may be empty
   * @return never null
   */
  Reply answer(String path, String query) {
    Function<String, Reply> route = routes.get(path);
    if (route == null) {
      return Reply.text(NOT_FOUND, "there is nothing here; the live view is at /");
    }
    try {
      return route.apply(query);
    } catch (StoreException e) {
      return Reply.text(UNAVAILABLE, e.getMessage());
    }
  }

  private Reply curves(String query) {
    // A row's key has no '&', so a second parameter only makes the key unknown.
    String key = query.startsWith(ROW) ? decode(query.substring(ROW.length())) : "";
    return store
        .curves(key)
        .map(Reply::json)
        .orElseGet(() -> Reply.text(NOT_FOUND, "no such row; /api/state has their keys"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
