package org.dsd4j.datasets.imagenet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.classfolder.FolderTree;
import org.dsd4j.datasets.classfolder.PictureList;

/**
 * ILSVRC's validation pictures, by class folder or flat.
 *
 * @param root the folder of the corpus
 * @param folder that holds them
 * @param places where lists are looked for
 * @param classes of the corpus
 */
record ValidationSet(Path root, Path folder, List<Path> places, ImageNetClasses classes) {

  /** All of them with their labels; adds a line for each problem. */
  PictureList list(FolderTree train, DataProblems problems) {
    if (!FolderTree.hasPictures(folder)) {
      return byClass(train, problems);
    }
    FolderTree tree = FolderTree.list(folder, new DataProblems());
    if (tree.readable()) {
      problems
          .fatal()
          .add(
              "%s: has both pictures and class folders (%s); keep one of the two"
                  .formatted(folder, tree.files().firstKey()));
      return PictureList.builder(root).build();
    }
    return flat(new FlatPictures(folder, FolderTree.pictures(folder, problems)), problems.fatal());
  }

  private PictureList byClass(FolderTree train, DataProblems problems) {
    FolderTree tree = FolderTree.list(folder, problems);
    if (classes.synsets().isPresent()) {
      classes.requireKnown(tree, problems.fatal());
    } else {
      train.requireSameClasses(tree, problems.fatal());
    }
    return tree.all(root, classes::label);
  }

  private PictureList flat(FlatPictures pictures, List<String> problems) {
    int before = problems.size();
    Optional<int[]> devkit =
        TextList.find(places, DevkitGroundTruth.NAME, problems)
            .map(list -> new DevkitGroundTruth(list, pictures).labels(classes, problems));
    Optional<int[]> caffe =
        TextList.find(places, CaffeGroundTruth.NAME, problems)
            .map(list -> new CaffeGroundTruth(list, pictures).labels(classes, problems));
    PictureList.Builder list = PictureList.builder(root).folder(folder, pictures.names());
    if (problems.size() > before) {
      return list.build();
    }
    if (devkit.isEmpty() && caffe.isEmpty()) {
      problems.add(
          "%s: has no class folders and no ground truth; put %s and %s, or Caffe's %s, into it"
              .formatted(folder, DevkitGroundTruth.NAME, Synsets.NAME, CaffeGroundTruth.NAME));
      return list.build();
    }
    int[] labels = devkit.or(() -> caffe).orElseThrow();
    requireAgreement(pictures, labels, caffe.orElse(labels), problems);
    for (int i = 0; i < labels.length; i++) {
      list.add(i, labels[i]);
    }
    return list.build();
  }

  private void requireAgreement(
      FlatPictures pictures, int[] devkit, int[] caffe, List<String> problems) {
    ProblemSample different = new ProblemSample();
    for (int i = 0; i < devkit.length; i++) {
      if (devkit[i] != caffe[i]) {
        different.add(pictures.names().get(i));
      }
    }
    if (different.any()) {
      problems.add(
          "%s: %s and %s disagree about %d of %d pictures (%s); remove the wrong one"
              .formatted(
                  folder,
                  DevkitGroundTruth.NAME,
                  CaffeGroundTruth.NAME,
                  different.count(),
                  devkit.length,
                  different));
    }
  }
}
