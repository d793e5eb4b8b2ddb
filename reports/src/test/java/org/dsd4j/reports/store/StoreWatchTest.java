package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWatchTest {
  @TempDir Path root;
  private volatile boolean looked;

  @Test
  void anArmWhoseFilesDoNotAnswerHoldsUpNoOther() throws Exception {
    SyntheticStore records = new SyntheticStore(root);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    OlderStore.of(root);
    CountDownLatch answers = new CountDownLatch(1);
    Path hanging = root.resolve("embedded/resnet18/PyTorch/1/dsd");
    try (StoreWatch watch =
        new StoreWatch(
            records.store(),
            Duration.ofMillis(200),
            (folder, problems) -> {
              if (folder.path().equals(hanging) && looked) {
                await(answers);
              }
              return new ArmReader(problems).read(folder);
            })) {
      assertEquals(3, watch.look().arms().size());
      looked = true;
      Files.writeString(hanging.resolve("events.jsonl"), "", StandardOpenOption.TRUNCATE_EXISTING);
      records.measured(Specs.of("continued", 1), 25.0);
      StoreContents now = watch.look();
      assertEquals(4, now.arms().size(), "one as it was, and the new one");
      assertEquals(1, now.problems().size());
      assertTrue(now.problems().get(0).startsWith(hanging + " did not answer in 0.2 s"));
      watch.look();
      answers.countDown();
      StoreContents last = watch.look();
      for (int i = 0; i < 1000 && !last.problems().isEmpty(); i++) {
        Thread.sleep(10);
        last = watch.look();
      }
      assertEquals(List.of(), last.problems());
      assertEquals(4, last.arms().size());
    }
  }

  @Test
  void aFolderInWhichNothingAnswersIsSaidAsOne() {
    SyntheticStore records = new SyntheticStore(root);
    for (long seed = 1; seed <= 9; seed++) {
      records.row("resnet18", seed, 26.0);
    }
    CountDownLatch answers = new CountDownLatch(1);
    try (StoreWatch watch =
        new StoreWatch(
            records.store(),
            Duration.ofMillis(20),
            (folder, problems) -> {
              await(answers);
              return Optional.empty();
            })) {
      StoreException said = assertThrows(StoreException.class, watch::look);
      assertTrue(said.getMessage().contains("files of 8 runs in " + root), said.getMessage());
      answers.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
