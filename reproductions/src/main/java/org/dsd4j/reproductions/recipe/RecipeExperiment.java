package org.dsd4j.reproductions.recipe;

import ai.djl.nn.Block;
import java.util.List;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.row.Experiment;

/**
 * A row at a scale, as far as all domains have it: what is settled comes from the setup.
 *
 * @param <R> the recipe of the domain
 */
public abstract class RecipeExperiment<R extends Recipe<R>> implements Experiment {
  private final RowSetup<R> setup;

  /**
   * Creates an experiment.
   *
   * @param setup what is settled
   */
  protected RecipeExperiment(RowSetup<R> setup) {
    this.setup = setup;
  }

  /**
   * Returns what is settled.
   *
   * @return the setup, never null
   */
  protected final RowSetup<R> setup() {
    return setup;
  }

  /**
   * Returns how the network is trained.
   *
   * @return the recipe, with the plan as the user asked for it
   */
  protected final R recipe() {
    return setup.recipe();
  }

  @Override
  public final String network() {
    return setup.network().words();
  }

  @Override
  public final String dataset() {
    return setup.dataset();
  }

  @Override
  public final DsdPlan plan() {
    return recipe().plan();
  }

  @Override
  public final List<Deviation> deviations() {
    return setup.deviations();
  }

  @Override
  public final Block newBlock() {
    return setup.network().newBlock().get();
  }

  @Override
  public final int batch() {
    return recipe().batch();
  }

  @Override
  public final String figureLayer() {
    return setup.network().figureLayer();
  }
}
