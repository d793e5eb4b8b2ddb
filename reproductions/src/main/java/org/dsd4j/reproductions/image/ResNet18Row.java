package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.Budget;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Sparsity;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.network.TorchvisionNames;

/**
 * ResNet-18: dense 90 epochs at 0.1, sparse (30 %) 45 at 0.01, re-dense 45 at 0.001, in the recipe
 * of fb.resnet.torch.
 */
public final class ResNet18Row extends ImageRow {
  /** Creates the row. */
  public ResNet18Row() {
    super(
        new Profile(
            "resnet18",
            "ResNet-18",
            Sparsity.of(0.30),
            "conv1.weight",
            "layer4.1.conv2.weight",
            ResidualRecipes.SMALL_STEM,
            ResidualRecipes.PUBLISHED_STEM,
            "none"));
  }

  @Override
  Block network(Stem stem, int width, int classes, boolean dropout) {
    return ResNet.resNet18(stem, width, classes);
  }

  @Override
  Recipe paper() {
    return ResidualRecipes.paper(this);
  }

  @Override
  Recipe workstation() {
    return ResidualRecipes.workstation(this, 32);
  }

  @Override
  Recipe embedded() {
    return ResidualRecipes.paper(this)
        .onGeneratedPictures(16, 64, ShapeScenes.Settings.calibrated())
        .with(
            plan(
                Budget.epochs(16),
                Budget.epochs(4),
                Budget.epochs(4),
                Rates.byDecades(LearningRate.steps(0.05, 0.1, 0.5, 0.75))))
        .because("stem", ResidualRecipes.WHY_STEM)
        .because(
            "epochs",
            "the training set is learned by heart by then, and the suite must end in minutes")
        .because(
            "learning rate", "with so few steps the test error varies least over seeds this way");
  }

  @Override
  TensorNames names() {
    return TorchvisionNames::resNet;
  }

  @Override
  Map<String, String> paperSays() {
    return ResidualRecipes.PAPER_SAYS;
  }

  @Override
  List<Deviation> notes() {
    return List.of(whatIsPruned());
  }
}
