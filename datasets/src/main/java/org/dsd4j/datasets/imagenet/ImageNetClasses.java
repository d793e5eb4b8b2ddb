package org.dsd4j.datasets.imagenet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.NameOrder;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.classfolder.FolderTree;

/**
 * The classes in the order of their labels, from 0.
 *
 * @param names wnids, sorted
 * @param labels the place of each
 * @param synsets the list that they come from; without one they are the folders of {@code train}
 */
record ImageNetClasses(List<String> names, Map<String, Integer> labels, Optional<Synsets> synsets) {

  /** Chooses the classes; adds a line for too many, and for folders that are none. */
  static ImageNetClasses of(FolderTree train, Optional<Synsets> synsets, List<String> problems) {
    List<String> names = synsets.map(Synsets::wnids).orElseGet(train::classNames);
    names = names.stream().distinct().sorted(NameOrder.BY_CODE_POINTS).toList();
    Map<String, Integer> labels = new HashMap<>();
    for (String name : names) {
      labels.put(name, labels.size());
    }
    if (synsets.isEmpty() && names.size() > ImageNetFolders.CLASSES) {
      problems.add(
          "%s: has %d classes, but ILSVRC-2012 has %d; remove the others"
              .formatted(train.folder(), names.size(), ImageNetFolders.CLASSES));
    }
    ImageNetClasses classes = new ImageNetClasses(names, labels, synsets);
    classes.requireKnown(train, problems);
    return classes;
  }

  /**
   * The label of a wnid.
   *
   * @return -1 if it is unknown, which is among the problems by then
   */
  int label(String wnid) {
    return labels.getOrDefault(wnid, -1);
  }

  /** Adds a line if there is a list and the tree has folders that are not in it. */
  void requireKnown(FolderTree tree, List<String> problems) {
    ProblemSample unknown = new ProblemSample();
    for (String name : tree.files().keySet()) {
      if (!labels.containsKey(name)) {
        unknown.add(name);
      }
    }
    if (unknown.any() && synsets.isPresent()) {
      problems.add(
          "%s: unknown wnid %s, not in %s; complete the list or remove the folder"
              .formatted(tree.folder(), unknown, synsets.get().file()));
    }
  }
}
