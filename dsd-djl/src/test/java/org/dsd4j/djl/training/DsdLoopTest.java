package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.StepTimes;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.api.pruning.Prunable;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class DsdLoopTest {
  private static final LoopSettings SETTINGS = LoopSettings.of(1);
  private static final long SECOND = 1_000_000_000L;

  @Test
  void observersAreNotifiedInOrderAndOfThePosition() {
    // 6 * 8 + 8 * 4 weights, one half pruned; 13 examples in batches of 5, 5 and 3.
    EventLog log = new EventLog();
    Position end;
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(8), 1)) {
      end =
          fixture.run(LoopFixture.plan(2, 3, 2), Position.START, log, SETTINGS.evaluatingEvery(2));
    }
    assertEquals(
        List.of(
            "start dense of 2 0/0/0",
            "step of 5 at " + (double) 0.1f + " 0/1/1",
            "step of 5 at " + (double) 0.1f + " 0/2/2",
            "evaluated [loss] 0/2/2",
            "end dense 0/2/2",
            "start sparse of 3 1/0/2",
            "DENSE 1/0/2",
            "masks keep 40 of 80 1/0/2",
            "PRUNED 1/0/2",
            "step of 3 at " + (double) 0.05f + " 1/1/3",
            "step of 5 at " + (double) 0.05f + " 1/2/4",
            "evaluated [loss] 1/2/4",
            "step of 5 at " + (double) 0.05f + " 1/3/5",
            "evaluated [loss] 1/3/5",
            "SPARSE 1/3/5",
            "end sparse 1/3/5",
            "start redense of 2 2/0/5",
            "REDENSE 2/0/5",
            "step of 3 at " + (double) 0.02f + " 2/1/6",
            "step of 5 at " + (double) 0.02f + " 2/2/7",
            "evaluated [loss] 2/2/7",
            "FINAL 2/2/7",
            "end redense 2/2/7"),
        log.events());
    assertEquals(new Position(3, 0, 7), end);
  }

  @Test
  void momentsShowTheZerosThatTheyShould() {
    Map<WeightMoment, Long> zeros = new EnumMap<>(WeightMoment.class);
    DsdObserver count =
        new DsdObserver() {
          @Override
          public void moment(
              WeightMoment moment, Position at, List<? extends Prunable> parameters) {
            long found = 0;
            for (Prunable parameter : parameters) {
              if (parameter.path().endsWith("weight")) {
                for (float value : Fixtures.copy(parameter.values())) {
                  found += value == 0 ? 1 : 0;
                }
              }
            }
            assertEquals(null, zeros.put(moment, found), () -> moment + " came twice");
          }
        };
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(8), 2)) {
      fixture.run(LoopFixture.plan(6, 6, 6), Position.START, count, SETTINGS);
    }
    assertEquals(
        List.of(0L, 40L, 40L, 40L),
        zeros.values().stream().limit(4).toList(),
        () -> "zeros " + zeros);
    assertTrue(zeros.get(WeightMoment.FINAL) < 20, () -> "zeros " + zeros);
  }

  @Test
  void iterativePlansPruneAgain() {
    EventLog log = new EventLog();
    DsdPlan once = LoopFixture.plan(1, 1, 1);
    Phase.Sparse sparse = (Phase.Sparse) once.phases().get(1);
    DsdPlan plan =
        once.andAgain(
            new Phase.Sparse("sparse-2", Budget.steps(1), sparse.rate(), sparse.pruning()),
            new Phase.Redense("redense-2", Budget.steps(1), LearningRate.constant(0.01)));
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(8), 3)) {
      fixture.run(plan, Position.START, log, SETTINGS);
      assertTrue(fixture.optimizer.masks().isEmpty());
    }
    assertEquals(2, log.events().stream().filter(e -> e.startsWith("masks keep 40")).count());
    assertEquals(2, log.events().stream().filter(e -> e.startsWith("FINAL")).count());
  }

  @Test
  void nothingOfAStepIsLeftInTheNetwork() {
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlpWithNormAndDropout(), 5)) {
      int before = fixture.network.manager().getManagedArrays().size();
      fixture.run(LoopFixture.plan(3, 3, 3), Position.START, new DsdObserver() {}, SETTINGS);
      assertEquals(before, fixture.network.manager().getManagedArrays().size());
    }
  }

  @Test
  void timesOfAStepAreItsOwn() {
    List<StepTimes> all = new ArrayList<>();
    DsdObserver collect =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            all.add(step.times());
          }
        };
    // Each reading of this clock is a second after the one before.
    AtomicLong clock = new AtomicLong();
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(8), 4)) {
      fixture.run(
          LoopFixture.plan(5, 5, 5),
          Position.START,
          collect,
          SETTINGS.timedBy(() -> clock.addAndGet(SECOND)));
    }
    assertEquals(15, all.size());
    for (StepTimes times : all) {
      assertEquals(SECOND, times.data(), times::toString);
      assertEquals(SECOND, times.forward(), times::toString);
      assertEquals(SECOND, times.backward(), times::toString);
      assertEquals(SECOND, times.update() + times.mask(), times::toString);
    }
    assertTrue(all.subList(0, 5).stream().allMatch(times -> times.mask() == 0), "dense");
    assertTrue(all.subList(5, 10).stream().allMatch(times -> times.mask() > 0), "sparse");
    assertTrue(all.subList(10, 15).stream().allMatch(times -> times.mask() == 0), "re-dense");
  }
}
