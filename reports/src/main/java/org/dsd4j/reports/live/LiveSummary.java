package org.dsd4j.reports.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;

/**
 * The table of results. Its statistics take seconds where a store has many sentences, so they are
 * made in the background, and only when another arm has ended; until then the last table stands.
 */
final class LiveSummary {
  private final RunStore store;
  private final Background background;
  private Set<String> madeOf = Set.of();
  private CompletableFuture<List<SummaryLine>> made = CompletableFuture.completedFuture(List.of());
  private List<SummaryLine> last = List.of();
  private Optional<String> problem = Optional.empty();

  LiveSummary(RunStore store, Background background) {
    this.store = store;
    this.background = background;
  }

  /**
   * The table.
   *
   * @param arms what is in the store now
   * @return the newest lines that are ready; never waits
   */
  synchronized List<SummaryLine> of(List<ArmRecord> arms) {
    if (made.isDone()) {
      take();
      Set<String> ended =
          arms.stream()
              .filter(arm -> arm.result().isPresent())
              .map(RowKey::place)
              .collect(Collectors.toSet());
      if (!ended.equals(madeOf)) {
        madeOf = ended;
        made = background.start(this::make);
      }
    }
    return last;
  }

  /** Why the last table could not be made, so that an older one stands. */
  synchronized Optional<String> problem() {
    return problem;
  }

  /** Whatever ended the making is said once here, and the page goes on without a newer table. */
  private void take() {
    try {
      last = made.join();
      problem = Optional.empty();
    } catch (CompletionException e) {
      problem = Optional.of("the table of results cannot be made: " + words(e.getCause()));
    }
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private List<SummaryLine> make() {
    return SummaryLine.of(new ReportBuilder(Claims.load()).build(List.of(store)));
  }
}
