package org.dsd4j.reports.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.store.StoreFingerprint;

/**
 * The whole report, made on request, one at a time for all who ask, and kept: for as long as the
 * records stay as they are, and a minute while they change. A running suite writes a line every few
 * seconds, and its report takes longer than that: without the minute none would ever be ready.
 */
final class LiveReport {
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** For so long a look at the records is not repeated: who waited for it comes and takes it. */
  private static final long LOOKED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final Made NONE = new Made(Optional.empty(), Reply.making(), 0, 0);

  private final Path runs;
  private final Background background;
  private final LongSupplier nanos;
  private CompletableFuture<Made> latest;

  LiveReport(Path runs, Background background) {
    this(runs, background, System::nanoTime);
  }

  LiveReport(Path runs, Background background, LongSupplier nanos) {
    this.runs = runs;
    this.background = background;
    this.nanos = nanos;
    this.latest = CompletableFuture.completedFuture(NONE);
  }

  /**
   * The page. Never waits.
   *
   * @return done at once, or when the page is made; fails with a {@code StoreException} where there
   *     are no records yet
   */
  synchronized CompletableFuture<Reply> reply() {
    if (latest.isDone()) {
      // A failure is not kept: its cause may lie outside of the records.
      Made before = latest.isCompletedExceptionally() ? NONE : latest.join();
      if (before.of().isEmpty() || nanos.getAsLong() - before.lookedAt() > LOOKED_NANOS) {
        latest = background.start(() -> renewed(before));
      }
    }
    return latest.thenApply(Made::page);
  }

  private Made renewed(Made before) {
    StoreFingerprint now = StoreFingerprint.of(runs);
    boolean same = before.of().equals(Optional.of(now));
    boolean young = before.of().isPresent() && nanos.getAsLong() - before.madeAt() <= KEPT_NANOS;
    if (same || young) {
      return new Made(before.of(), before.page(), before.madeAt(), nanos.getAsLong());
    }
    Reply page = Reply.report(ReportWriter.html(List.of(runs)));
    return new Made(Optional.of(now), page, nanos.getAsLong(), nanos.getAsLong());
  }

  /** A page with the records that it was made of; without them before the first one. */
  private record Made(Optional<StoreFingerprint> of, Reply page, long madeAt, long lookedAt) {}
}
