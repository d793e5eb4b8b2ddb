package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BcaBootstrapTest {
  /**
   * Chance left out: the means of all nⁿ resamples. Expected figures: the same enumeration in
   * numpy, bias and acceleration after scipy's {@code _bca_interval}, {@code numpy.percentile} at
   * the two levels.
   */
  @Test
  void overAllResamples() {
    check(new double[] {0.1, 0.2, 0.3, 4.0}, 0.175, 3.075);
    check(new double[] {1.1, 0.4, -0.2, 0.9, 1.6}, 0.16, 1.26);
    check(new double[] {0.5, 1.25, 2.0}, 0.6625, 1.8375);
    check(new double[] {1.0, 2.0}, 1.0375, 1.9625);
  }

  /**
   * Expected: {@code scipy.stats.bootstrap((d,), np.mean, n_resamples=10000, method="BCa")}; the
   * resamples differ, so the ends agree to about a step of the discrete distribution.
   */
  @Test
  void drawnResamplesAreCloseToScipy() {
    Interval eight =
        BcaBootstrap.meanInterval(List.of(0., 1., -1., 2., 2., 3., 0., 4.)).orElseThrow();
    assertEquals(0.375, eight.low(), 0.13);
    assertEquals(2.5, eight.high(), 0.13);
    Interval six = BcaBootstrap.meanInterval(List.of(1., 2., 3., 4., 5., 6.)).orElseThrow();
    assertEquals(2.1666666666666665, six.low(), 0.17);
    assertEquals(4.833333333333333, six.high(), 0.17);
  }

  @Test
  void isTheSameEveryTime() {
    List<Double> values = List.of(0.3, 1.7, -0.4, 0.9);
    assertEquals(BcaBootstrap.meanInterval(values), BcaBootstrap.meanInterval(values));
  }

  @Test
  void degenerateCases() {
    assertTrue(BcaBootstrap.meanInterval(List.of()).isEmpty());
    assertTrue(BcaBootstrap.meanInterval(List.of(1.0)).isEmpty());
    assertEquals(
        new Interval(0.7, 0.7), BcaBootstrap.meanInterval(List.of(0.7, 0.7, 0.7)).orElseThrow());
  }

  private static void check(double[] data, double low, double high) {
    int n = data.length;
    double[] means = new double[(int) Math.round(Math.pow(n, n))];
    for (int r = 0; r < means.length; r++) {
      int code = r;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += data[code % n];
        code /= n;
      }
      means[r] = sum / n;
    }
    Interval interval = BcaBootstrap.interval(data, means);
    assertEquals(low, interval.low(), 1e-9);
    assertEquals(high, interval.high(), 1e-9);
  }
}
