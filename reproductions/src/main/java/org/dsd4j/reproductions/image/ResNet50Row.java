package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import org.dsd4j.api.LearningRate;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * ResNet-50: dense 90 epochs at 0.1, sparse (30 %) 45 at 0.01, re-dense 45 at 0.001, in the recipe
 * of fb.resnet.torch.
 */
public final class ResNet50Row extends ResidualRow {
  /** Creates the row. */
  public ResNet50Row() {
    super("resnet50", "ResNet-50", "layer4.2.conv2.weight", 16);
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return ResNet.resNet50(size.stem(), size.width(), classes);
  }

  @Override
  protected ImageRecipe embedded() {
    return paper()
        .onGeneratedPictures(
            16,
            32,
            ShapeScenes.Settings.calibrated().withSide(16).withCounts(1600, 400, 1000).easier(0.9))
        .shortened(
            plan(
                PhaseLengths.epochs(7, 1, 1),
                PhaseRates.byDecades(LearningRate.steps(0.1, 0.1, 0.6, 0.85).withWarmup(0.15))))
        .because(
            "learning rate",
            "so few steps want the first rate for longer, and a warm-up so that every seed starts well");
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        whatIsPruned(),
        new Deviation(
            "gains",
            "every normalisation starts with gains of 1",
            "with the small-image stem, the last of each block starts with 0 (Goyal et al., 2017)",
            "few steps do not get so deep and narrow a network to learn otherwise"));
  }
}
