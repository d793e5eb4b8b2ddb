package org.dsd4j.reproductions.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.Sparsity;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.datasets.Augmentation;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.classfolder.ClassFolders;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;

/**
 * ResNet-18: dense 90 epochs at 0.1, sparse (30 %) 45 at 0.01, re-dense 45 at 0.001, in the recipe
 * of fb.resnet.torch.
 */
public final class ResNet18Row implements Row {
  /** The corpus is one and the same for every seed of the run, as a real one is. */
  private static final long CORPUS_SEED = 1607_04381;

  private static final double VALIDATION_SHARE = 0.1;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final Sparsity SPARSITY = Sparsity.of(0.30);

  /** Creates the row. */
  public ResNet18Row() {}

  @Override
  public String id() {
    return "resnet18";
  }

  @Override
  public String title() {
    return "ResNet-18";
  }

  @Override
  public String summary() {
    return "ResNet-18 on images, 30 % sparsity, top-1 error";
  }

  @Override
  public Experiment prepare(Request request) {
    return new ImageExperiment(
        switch (request.scale()) {
          case EMBEDDED -> embedded(request);
          case WORKSTATION -> workstation(request);
          case PAPER ->
              throw new UsageException(
                  "resnet18 needs a reader of ImageNet at --scale paper, which this version does not"
                      + " have; use --scale workstation with --data DIR");
        });
  }

  private static ImageSetup embedded(Request request) {
    ImageCorpus corpus = ShapeScenes.corpus(ShapeScenes.Settings.calibrated(), CORPUS_SEED);
    int width = request.width().orElse(16);
    List<Deviation> deviations = scaledDown(width, corpus);
    deviations.add(
        new Deviation(
            "epochs",
            "90 dense, 45 sparse, 45 re-dense",
            "16 dense, 4 sparse, 4 re-dense",
            "the training set is learned by heart by then, and the suite must end in minutes"));
    deviations.add(
        new Deviation(
            "learning rate",
            "0.1, 0.01, 0.001, each times 0.1 at a third and two thirds",
            "0.05, 0.005, 0.0005, each times 0.1 at a half and three quarters",
            "with so few steps the test error varies least over seeds this way"));
    deviations.add(new Deviation("batch", "256", "64", "16 steps an epoch with 1,000 pictures"));
    deviations.add(
        new Deviation(
            "augmentation",
            "random-resized crop, flip, colour",
            "none",
            "the pictures vary by themselves, and the regime wanted is that of few examples"));
    DsdPlan plan = plan(16, 4, LearningRate.steps(0.05, 0.1, 0.5, 0.75));
    return setup(request, corpus, width, 64, Augmentation.none(), "none", plan, deviations);
  }

  private static ImageSetup workstation(Request request) {
    if (request.data().isEmpty()) {
      throw new UsageException(
          "resnet18 --scale workstation needs --data DIR, a folder {train,test}/<class>/<pictures>");
    }
    ImageCorpus corpus =
        ClassFolders.open(
            request.data().get(), new ImageSize(3, 32, 32), VALIDATION_SHARE, CORPUS_SEED);
    int width = request.width().orElse(32);
    List<Deviation> deviations = scaledDown(width, corpus);
    deviations.add(
        new Deviation(
            "augmentation",
            "random-resized crop, flip, colour",
            "flip, crop of 32 pixels after padding by 4",
            "the usual recipe for pictures of 32 pixels"));
    deviations.add(
        new Deviation("batch", "256", "64", "more steps an epoch on a corpus of this size"));
    deviations.add(
        new Deviation(
            "learning rate",
            "0.1, 0.01, 0.001",
            "0.05, 0.005, 0.0005",
            "the smaller batch; the decays are the paper's"));
    Augmentation augmentation = Augmentation.flip().then(Augmentation.paddedCrop(4));
    DsdPlan plan = plan(90, 45, LearningRate.steps(0.05, 0.1, 1.0 / 3, 2.0 / 3));
    return setup(request, corpus, width, 64, augmentation, "flip, padded crop 4", plan, deviations);
  }

  private static ImageSetup setup(
      Request request,
      ImageCorpus corpus,
      int width,
      int batch,
      Augmentation augmentation,
      String augmentationName,
      DsdPlan plan,
      List<Deviation> deviations) {
    int classes = corpus.train().classNames().size();
    return new ImageSetup(
        "ResNet-18, width " + width + ", small-image stem",
        () -> ResNet.resNet18(Stem.SMALL_IMAGE, width, classes),
        corpus,
        augmentation,
        augmentationName,
        batch,
        MOMENTUM,
        WEIGHT_DECAY,
        plan.scaledBudgets(request.epochsFactor()),
        "layer4.1.conv2.weight",
        Map.of(
            "width",
            Integer.toString(width),
            "epochs factor",
            Double.toString(request.epochsFactor())),
        deviations);
  }

  /**
   * As the paper: S and D are equally long, and start one and two decades below the dense phase.
   */
  private static DsdPlan plan(double dense, double sparse, LearningRate schedule) {
    PruningPolicy pruning =
        PruningPolicy.perLayer(SPARSITY)
            .excluding("conv1.weight", "first convolution, kept dense as in the paper");
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.epochs(dense), schedule),
        new Phase.Sparse("sparse", Budget.epochs(sparse), schedule.scaled(0.1), pruning),
        new Phase.Redense("redense", Budget.epochs(sparse), schedule.scaled(0.01)));
  }

  private static List<Deviation> scaledDown(int width, ImageCorpus corpus) {
    List<Deviation> deviations = new ArrayList<>();
    deviations.add(
        new Deviation(
            "data",
            "ImageNet, 1.28 million pictures, 1,000 classes",
            corpus.description(),
            "the machine and the time that this scale is for"));
    deviations.add(
        new Deviation(
            "width",
            "64 channels in the first stage",
            width + " channels",
            "the machine and the time that this scale is for"));
    deviations.add(
        new Deviation(
            "stem",
            "7x7 convolution with stride 2, max-pooling",
            "3x3 convolution with stride 1, no pooling",
            "so small pictures would shrink to one pixel"));
    deviations.add(
        new Deviation(
            "what is pruned",
            "not said beyond the first convolution",
            "all convolutions but the first, shortcuts and the last layer included; no biases or"
                + " norms",
            "the paper is silent"));
    return deviations;
  }
}
