package org.dsd4j.reports.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dsd4j.reports.store.StoreException;

/**
 * What there is to ask for: a fixed list of paths, none of which becomes the name of a file. Only
 * {@code row} of the curves is read from a question, and it is looked up among known rows.
 */
final class Routes {
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final String ROW = "row=";

  /** Whoever comes when so many wait for the report is told to come again. */
  static final int MOST_WAITING = 16;

  private static final int AGAIN_SECONDS = 5;
  private static final long LONGEST_WAIT_SECONDS = 25;
  private static final long MOMENT_MILLIS = 300;
  private static final String BEING_MADE =
      "the report is still being made: ask again in " + AGAIN_SECONDS + " s";

  private final Map<String, Function<String, CompletableFuture<Reply>>> routes;
  private final LiveStore store;
  private final LiveReport report;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  Routes(LiveStore store, LiveReport report) {
    this.store = store;
    this.report = report;
    this.routes =
        Map.of(
            "/", file("live.html", "text/html;charset=utf-8"),
            "/live.js", file("live.js", "text/javascript;charset=utf-8"),
            "/live.css", file("live.css", "text/css;charset=utf-8"),
            "/style.css", file("/org/dsd4j/reports/page/style.css", "text/css;charset=utf-8"),
            "/making.js", file("making.js", "text/javascript;charset=utf-8"),
            "/api/state", query -> store.state().thenApply(Reply::json),
            "/api/curves", this::curves,
            "/report", query -> report(Reply.making(), MOMENT_MILLIS),
            "/report.html", query -> patientReport());
  }

  private static Function<String, CompletableFuture<Reply>> file(String name, String type) {
    Reply reply = Reply.file(name, type);
    return query -> CompletableFuture.completedFuture(reply);
  }

  /**
   * Answers. Never waits.
   *
   * @param path as it was sent, nothing decoded
   * @param query without its question mark; may be empty
   * @return never fails, and is done in less than half a minute
   */
  CompletableFuture<Reply> answer(String path, String query) {
    Function<String, CompletableFuture<Reply>> route = routes.get(path);
    return route == null
        ? CompletableFuture.completedFuture(
            Reply.text(NOT_FOUND, "there is nothing here; the live view is at /"))
        : route.apply(query).exceptionally(Routes::failure);
  }

  private static Reply failure(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof StoreException) {
      return Reply.text(UNAVAILABLE, cause.getMessage());
    }
    return cause instanceof RejectedExecutionException
        ? Reply.later("too many questions at once: ask again", AGAIN_SECONDS)
        : Reply.text(FAILED, "this cannot be shown (" + cause + ")");
  }

  private CompletableFuture<Reply> curves(String query) {
    // A row's key has no '&', so a second parameter only makes the key unknown.
    String key = query.startsWith(ROW) ? decode(query.substring(ROW.length())) : "";
    return store
        .curves(key)
        .thenApply(
            found ->
                found
                    .map(Reply::json)
                    .orElseGet(
                        () -> Reply.text(NOT_FOUND, "no such row; /api/state has their keys")));
  }

  /** All who wait share one report; a thread waits for none of them. */
  private CompletableFuture<Reply> patientReport() {
    if (!waiting.tryAcquire()) {
      return CompletableFuture.completedFuture(Reply.later(BEING_MADE, AGAIN_SECONDS));
    }
    Reply late = Reply.later(BEING_MADE, AGAIN_SECONDS);
    return report(late, TimeUnit.SECONDS.toMillis(LONGEST_WAIT_SECONDS))
        .whenComplete((reply, failure) -> waiting.release());
  }

  private CompletableFuture<Reply> report(Reply otherwise, long millis) {
    return report.reply().completeOnTimeout(otherwise, millis, TimeUnit.MILLISECONDS);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
