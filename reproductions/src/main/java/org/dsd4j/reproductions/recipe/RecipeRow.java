package org.dsd4j.reproductions.recipe;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;

/**
 * A row that is written as a recipe for each scale.
 *
 * <p>The deviations of a scale are not kept as a list. They follow from the differences between its
 * recipe and that of the paper's scale, setting by setting, each with the reason that the recipe
 * gives; a difference without a reason is an error.
 *
 * @param <R> the recipe of the domain
 */
public abstract class RecipeRow<R extends Recipe<R>> implements Row {
  /**
   * The seed of data that are drawn: one and the same for every seed of a run, as real data are.
   */
  public static final long CORPUS_SEED = 1607_04381;

  /** Why data differ from the paper's at the smaller scales. */
  protected static final String SCALE_IS_FOR = "the machine and the time that this scale is for";

  private final Title title;

  /**
   * What a row is called.
   *
   * @param id the name that commands, records and the claims file use
   * @param name of the network as the paper writes it
   * @param summary the row in one line, without a full stop
   */
  public record Title(String id, String name, String summary) {}

  /**
   * Creates a row.
   *
   * @param title what it is called
   */
  protected RecipeRow(Title title) {
    this.title = title;
  }

  /**
   * Returns the recipe of the paper, or of the solver that came with the network.
   *
   * @return the recipe, which needs no reasons
   */
  protected abstract R paper();

  /**
   * Returns the recipe for real data on one machine.
   *
   * @return the recipe, with a reason for each difference from the paper's
   */
  protected abstract R workstation();

  /**
   * Returns the recipe for generated data.
   *
   * @return the recipe, with a reason for each difference from the paper's
   */
  protected abstract R embedded();

  /**
   * Returns the recipe of a scale.
   *
   * @param scale the scale
   * @return the recipe as it is without the wishes of the user
   */
  protected final R recipe(Scale scale) {
    return switch (scale) {
      case PAPER -> paper();
      case WORKSTATION -> workstation();
      case EMBEDDED -> embedded();
    };
  }

  @Override
  public final String id() {
    return title.id();
  }

  @Override
  public final String title() {
    return title.name();
  }

  @Override
  public final String summary() {
    return title.summary();
  }

  /**
   * Plans one pass of DSD.
   *
   * @param lengths of the phases
   * @param rates of the phases
   * @param pruning what the sparse phase prunes
   * @return the phases {@code dense}, {@code sparse} and {@code redense}
   */
  protected static DsdPlan dsd(PhaseLengths lengths, PhaseRates rates, PruningPolicy pruning) {
    return DsdPlan.of(
        new Phase.Dense("dense", lengths.dense(), rates.dense()),
        new Phase.Sparse("sparse", lengths.sparse(), rates.sparse(), pruning),
        new Phase.Redense("redense", lengths.redense(), rates.redense()));
  }

  /**
   * Lists what differs from the paper's recipe.
   *
   * @param here the recipe that is used
   * @param paperSays the paper's own settings in words, by name, where the paper's scale cannot
   *     follow them
   * @return one deviation for each difference
   * @throws IllegalStateException when a setting differs and there is no reason
   */
  protected final List<Deviation> differences(R here, Map<String, String> paperSays) {
    Map<String, String> paper = new TreeMap<>(paper().words());
    paper.putAll(paperSays);
    return Differences.between(id(), paper, here.words(), here::reason);
  }

  /**
   * Joins the settings that decide what is computed and are neither in the recipe nor known from
   * the corpus.
   *
   * @param request what the user asks
   * @param ofData what decides the data
   * @return the settings by name, to add to
   */
  protected static SortedMap<String, String> settings(Request request, Map<String, String> ofData) {
    SortedMap<String, String> settings = new TreeMap<>(ofData);
    settings.put("epochs factor", Double.toString(request.epochsFactor()));
    return settings;
  }
}
