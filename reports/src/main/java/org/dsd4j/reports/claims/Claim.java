package org.dsd4j.reports.claims;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;

/**
 * Everything that the sources say about one row. All figures are those of the paper's scale.
 *
 * @param row the row's id
 * @param network name of the network
 * @param domain what it is about: {@code vision}, {@code caption} or {@code speech}
 * @param type kind of network: {@code CNN}, {@code LSTM} or {@code RNN}
 * @param dataset name of the corpus
 * @param metrics what is measured; the first is the one of Table 1
 * @param headlines the lines of Table 1, one for each source that has them
 * @param phases the lines of the tables per phase
 * @param layers parameter counts per layer, where a source lists them
 * @param notes what has to be known beside the figures
 */
public record Claim(
    String row,
    String network,
    String domain,
    String type,
    String dataset,
    List<Metric> metrics,
    List<Headline> headlines,
    List<PhaseClaim> phases,
    List<LayerClaim> layers,
    List<String> notes) {
  /** Copies the lists. */
  public Claim {
    metrics = List.copyOf(metrics);
    headlines = List.copyOf(headlines);
    phases = List.copyOf(phases);
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /** Whether it is a row of Table 1; false for one of the model zoo alone. */
  public boolean listedInTable1() {
    return !headlines.isEmpty();
  }

  /**
   * Parameters of one layer, or of each of several equal ones.
   *
   * @param layer position and type
   * @param count number of parameters
   * @param formula how the count comes about; empty where it does not follow from the sizes
   */
  public record LayerClaim(String layer, long count, String formula) {}

  /**
   * Baseline and DSD side by side, as one source has them.
   *
   * @param source the source's short name
   * @param baseline the figure before
   * @param dsd the figure after
   */
  public record Pair(String source, double baseline, double dsd) {}

  /**
   * Baseline and DSD of a metric: the tables per phase where a source has them, for they carry more
   * digits, else its line in Table 1. In a row of several passes those are its {@link Roles}: the
   * dense phase trained on, and the last dense phase of DSD.
   *
   * @param metric id of the metric
   * @return at most one pair for each source, the paper or the zoo before the deck
   */
  public List<Pair> pairs(String metric) {
    List<Pair> pairs = new ArrayList<>();
    Set<String> sources = new LinkedHashSet<>();
    phases.forEach(phase -> sources.add(phase.source()));
    headlines.forEach(headline -> sources.add(headline.source()));
    for (String source : sources) {
      fromPhases(source, metric).or(() -> fromHeadline(source, metric)).ifPresent(pairs::add);
    }
    return pairs;
  }

  private Optional<Pair> fromPhases(String source, String metric) {
    Roles roles =
        Roles.among(
            phases.stream()
                .filter(phase -> phase.source().equals(source))
                .map(PhaseClaim::arm)
                .toList());
    Optional<Double> baseline = value(source, roles.reference(), metric);
    Optional<Double> dsd = value(source, roles.method(), metric);
    return baseline.flatMap(from -> dsd.map(to -> new Pair(source, from, to)));
  }

  private Optional<Double> value(String source, String arm, String metric) {
    return phases.stream()
        .filter(phase -> phase.source().equals(source) && phase.arm().equals(arm))
        .flatMap(phase -> Optional.ofNullable(phase.metrics().get(metric)).stream())
        .findFirst();
  }

  private Optional<Pair> fromHeadline(String source, String metric) {
    return headlines.stream()
        .filter(line -> line.source().equals(source) && line.metric().equals(metric))
        .map(line -> new Pair(source, line.baseline(), line.dsd()))
        .findFirst();
  }
}
