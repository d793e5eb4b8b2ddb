package org.dsd4j.reports.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.store.StoreFingerprint;

/**
 * The whole report, made on request, one at a time, and kept: for as long as the records stay as
 * they are, and a minute while they change. A running suite writes a line every few seconds, and
 * its report takes longer than that: without the minute none would ever be ready.
 */
final class LiveReport {
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final Executor OWN_THREAD =
      task -> {
        Thread thread = new Thread(task, "report of a live view");
        thread.setDaemon(true);
        thread.start();
      };

  private final Path runs;
  private final LongSupplier nanos;
  private Optional<Made> latest = Optional.empty();

  LiveReport(Path runs) {
    this(runs, System::nanoTime);
  }

  LiveReport(Path runs, LongSupplier nanos) {
    this.runs = runs;
    this.nanos = nanos;
  }

  /**
   * The page if it is ready; otherwise it is being made after this call.
   *
   * @return the page, or empty while it is made
   * @throws StoreException if there are no records yet
   */
  Optional<String> ifReady() {
    CompletableFuture<Page> page = asked();
    return page.isDone() ? Optional.of(wait(page)) : Optional.empty();
  }

  /**
   * The page; waits until it is made.
   *
   * @return the page
   * @throws StoreException if there are no records yet
   */
  String html() {
    return wait(asked());
  }

  private synchronized CompletableFuture<Page> asked() {
    StoreFingerprint now = StoreFingerprint.of(runs);
    if (latest.isEmpty() || latest.get().isPast(now, nanos.getAsLong())) {
      latest = Optional.of(new Made(now, CompletableFuture.supplyAsync(this::make, OWN_THREAD)));
    }
    return latest.get().page();
  }

  private static String wait(CompletableFuture<Page> page) {
    try {
      return page.join().html();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException problem ? problem : e;
    }
  }

  private record Page(String html, long madeAt) {}

  private record Made(StoreFingerprint of, CompletableFuture<Page> page) {
    boolean isPast(StoreFingerprint now, long nanos) {
      if (!page.isDone()) {
        return false;
      }
      // A failure is not kept: its cause may lie outside of the records.
      return page.isCompletedExceptionally()
          || (!of.equals(now) && nanos - page.join().madeAt() > KEPT_NANOS);
    }
  }

  private Page make() {
    return new Page(ReportWriter.html(List.of(runs)), nanos.getAsLong());
  }
}
