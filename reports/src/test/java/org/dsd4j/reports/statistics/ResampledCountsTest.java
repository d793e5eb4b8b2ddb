package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.junit.jupiter.api.Test;

class ResampledCountsTest {
  @Test
  void identicalArmsDifferByNothing() {
    ResampledCounts run = ResampledCounts.of(coins(1, 200, 0.5));
    assertEquals(
        new Interval(0, 0),
        ResampledCounts.difference(
            List.of(run), List.of(run), ResampledCountsTest::rate, ResampledCountsTest::change));
  }

  @Test
  void anArmThatIsBetterOnEveryExampleIsBetterInEveryResample() {
    List<long[]> base = coins(1, 200, 0.5);
    List<long[]> better = base.stream().map(c -> new long[] {c[0] + 1, c[1]}).toList();
    Interval gain =
        ResampledCounts.difference(
            List.of(ResampledCounts.of(base)),
            List.of(ResampledCounts.of(better)),
            ResampledCountsTest::rate,
            ResampledCountsTest::change);
    assertTrue(gain.low() > 0, gain.toString());
  }

  @Test
  void pairingLeavesOutWhatAllRunsShare() {
    // A constant gain on noisy examples: paired, its interval has no width.
    List<long[]> base = coins(5, 300, 0.5);
    List<long[]> shifted = base.stream().map(c -> new long[] {c[0] + 2, c[1]}).toList();
    ResampledCounts from = ResampledCounts.of(base);
    ResampledCounts to = ResampledCounts.of(shifted);
    Interval gain =
        ResampledCounts.difference(
            List.of(from), List.of(to), ResampledCountsTest::rate, ResampledCountsTest::change);
    assertEquals(20, gain.low(), 1e-9);
    assertEquals(20, gain.high(), 1e-9);
    Interval alone = ResampledCounts.interval(List.of(from), ResampledCountsTest::rate);
    assertTrue(alone.high() - alone.low() > 1, alone.toString());
  }

  @Test
  void theIntervalOfARateIsTheBinomialOne() {
    // 400 examples, one trial each, half of them right: standard error 2.5 points, so the
    // normal interval is 50 ± 4.9; 1,000 resamples hit it to about half a point.
    List<long[]> counts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      counts.add(new long[] {i % 2, 1});
    }
    Interval interval =
        ResampledCounts.interval(List.of(ResampledCounts.of(counts)), ResampledCountsTest::rate);
    assertEquals(45.1, interval.low(), 0.6);
    assertEquals(54.9, interval.high(), 0.6);
  }

  @Test
  void theMeanOverSeedsIsTakenInEachResample() {
    ResampledCounts low = ResampledCounts.of(always(10, 1));
    ResampledCounts high = ResampledCounts.of(always(10, 3));
    assertEquals(
        new Interval(20, 20),
        ResampledCounts.interval(List.of(low, high), ResampledCountsTest::rate));
    assertEquals(
        new Interval(10, 10),
        ResampledCounts.difference(
            List.of(low, low),
            List.of(high, low),
            ResampledCountsTest::rate,
            ResampledCountsTest::change));
  }

  @Test
  void theSameCountsGiveTheSameBits() {
    List<long[]> counts = coins(9, 150, 0.3);
    Interval once =
        ResampledCounts.interval(List.of(ResampledCounts.of(counts)), ResampledCountsTest::rate);
    Interval again =
        ResampledCounts.interval(
            List.of(ResampledCounts.of(coins(9, 150, 0.3))), ResampledCountsTest::rate);
    assertEquals(once, again);
  }

  @Test
  void bleuIsOneOfItsScores() {
    List<String> reference = List.of("a", "dog", "runs", "on", "the", "grass");
    List<String> worse = List.of("a", "dog", "runs", "on", "a", "cat");
    List<long[]> from = new ArrayList<>();
    List<long[]> to = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      from.add(BleuCounts.of(i % 3 == 0 ? reference : worse, List.of(reference)).toArray());
      to.add(BleuCounts.of(reference, List.of(reference)).toArray());
    }
    ToDoubleFunction<long[]> bleu = sum -> Bleu.score(BleuCounts.ofArray(sum), 4, true);
    ResampledCounts before = ResampledCounts.of(from);
    ResampledCounts after = ResampledCounts.of(to);
    assertEquals(100, after.score(bleu), 1e-9);
    Interval own = ResampledCounts.interval(List.of(before), bleu);
    assertTrue(own.contains(before.score(bleu)), own + " has " + before.score(bleu));
    Interval gain =
        ResampledCounts.difference(
            List.of(before), List.of(after), bleu, ResampledCountsTest::change);
    assertEquals(100 - own.high(), gain.low(), 1e-9);
    assertEquals(100 - own.low(), gain.high(), 1e-9);
  }

  @Test
  void refusesWhatIsNotPaired() {
    ResampledCounts ten = ResampledCounts.of(always(10, 1));
    ResampledCounts nine = ResampledCounts.of(always(9, 1));
    assertThrows(IllegalArgumentException.class, () -> ResampledCounts.of(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ResampledCounts.of(List.of(new long[] {1}, new long[] {1, 2})));
    assertThrows(
        IllegalArgumentException.class,
        () -> ResampledCounts.interval(List.of(), ResampledCountsTest::rate));
    assertThrows(
        IllegalArgumentException.class,
        () -> ResampledCounts.interval(List.of(ten, nine), ResampledCountsTest::rate));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ResampledCounts.difference(
                List.of(ten),
                List.of(ten, ten),
                ResampledCountsTest::rate,
                ResampledCountsTest::change));
  }

  @Test
  void runsOfOtherExamplesCannotBeCompared() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ResampledCounts.ofAll(List.of(always(2, 1), always(3, 1))));
    assertEquals("runs must be over the same examples, their numbers are [2, 3]", e.getMessage());
    List<ResampledCounts> two = List.of(ResampledCounts.of(always(2, 1)));
    List<ResampledCounts> three = List.of(ResampledCounts.of(always(3, 1)));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ResampledCounts.difference(
                    two, three, ResampledCountsTest::rate, ResampledCountsTest::change));
    assertEquals(
        "runs are comparable over the same examples only, their numbers are [2, 3]",
        e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ResampledCounts.difference(
                    List.of(), List.of(), ResampledCountsTest::rate, ResampledCountsTest::change));
    assertEquals("an interval needs at least one run", e.getMessage());
    assertEquals(List.of(), ResampledCounts.ofAll(List.of()));
  }

  /** Sums, not their negatives, whose ratios would be the same. */
  @Test
  void countsAreAddedUp() {
    List<ResampledCounts> run = List.of(ResampledCounts.of(always(5, 2)));
    assertEquals(new Interval(10, 10), ResampledCounts.interval(run, sum -> sum[0]));
  }

  private static List<long[]> coins(long seed, int examples, double share) {
    Random random = new Random(seed);
    List<long[]> counts = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      counts.add(new long[] {random.nextDouble() < share ? 1 : 0, 10});
    }
    return counts;
  }

  private static List<long[]> always(int examples, long right) {
    List<long[]> counts = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      counts.add(new long[] {right, 10});
    }
    return counts;
  }

  /** Right ones in percent of all: what a word error rate is turned round. */
  private static double rate(long... sum) {
    return 100.0 * sum[0] / sum[1];
  }

  private static double change(double from, double to) {
    return to - from;
  }
}
