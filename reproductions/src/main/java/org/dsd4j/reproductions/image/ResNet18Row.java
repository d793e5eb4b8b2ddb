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
 * ResNet-18: dense 90 epochs at 0.1, sparse (30 %) 45 at 0.01, re-dense 45 at 0.001, in the recipe
 * of fb.resnet.torch.
 */
public final class ResNet18Row extends ResidualRow {
  /** Creates the row. */
  public ResNet18Row() {
    super("resnet18", "ResNet-18", "layer4.1.conv2.weight", 32);
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return ResNet.resNet18(size.stem(), size.width(), classes);
  }

  @Override
  protected ImageRecipe embedded() {
    return paper()
        .onGeneratedPictures(16, 64, ShapeScenes.Settings.calibrated())
        .with(
            plan(
                PhaseLengths.epochs(16, 4, 4),
                PhaseRates.byDecades(LearningRate.steps(0.05, 0.1, 0.5, 0.75).withWarmup(0.15))))
        .because(
            "epochs",
            "the training set is learned by heart by then, and the suite must end in minutes")
        .because(
            "learning rate",
            "few steps; without the warm-up the validation loss varies over seeds more than twice as"
                + " much");
  }

  @Override
  List<Deviation> notes() {
    return List.of(whatIsPruned());
  }
}
