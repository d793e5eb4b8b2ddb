package org.dsd4j.reports.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreException;

/**
 * The table of results. Its statistics take seconds where a store has many sentences, so they are
 * made on a thread of their own, and only when another arm has ended; until then the last table
 * stands.
 */
final class LiveSummary {
  private static final Executor OWN_THREAD =
      task -> {
        Thread thread = new Thread(task, "summary of a live view");
        thread.setDaemon(true);
        thread.start();
      };

  private final RunStore store;
  private Set<String> madeOf = Set.of();
  private CompletableFuture<List<SummaryLine>> made = CompletableFuture.completedFuture(List.of());
  private List<SummaryLine> last = List.of();

  LiveSummary(RunStore store) {
    this.store = store;
  }

  /**
   * The table.
   *
   * @param arms what is in the store now
   * @return the newest lines that are ready; never waits
   */
  List<SummaryLine> of(List<ArmRecord> arms) {
    if (made.isDone()) {
      last = made.join();
      Set<String> ended =
          arms.stream()
              .filter(arm -> arm.result().isPresent())
              .map(RowKey::place)
              .collect(Collectors.toSet());
      if (!ended.equals(madeOf)) {
        madeOf = ended;
        made = CompletableFuture.supplyAsync(this::make, OWN_THREAD);
      }
    }
    return last;
  }

  private List<SummaryLine> make() {
    try {
      return SummaryLine.of(new ReportBuilder(Claims.load()).build(List.of(store)));
    } catch (StoreException e) {
      // Moved away while it was read: the state names the problem, and the next change makes it.
      return List.of();
    }
  }
}
