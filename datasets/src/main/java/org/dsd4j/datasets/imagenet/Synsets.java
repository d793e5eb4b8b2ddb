package org.dsd4j.datasets.imagenet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;

/**
 * The list of wnids, {@code synsets.txt}.
 *
 * @param file its path
 * @param wnids in the order of the file: the k-th has the ILSVRC2012_ID k, from 1
 */
record Synsets(Path file, List<String> wnids) {

  static final String NAME = "synsets.txt";

  /** Reads the list if there is one; adds a line for each problem. */
  static Optional<Synsets> find(List<Path> places, List<String> problems) {
    return TextList.find(places, NAME, problems).map(list -> of(list, problems));
  }

  private static Synsets of(TextList list, List<String> problems) {
    List<String> wnids = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    ProblemSample wrong = new ProblemSample();
    for (String line : list.lines()) {
      String wnid = line.split("[\\s,]", 2)[0];
      if (wnid.isEmpty()) {
        wrong.add("line %d is blank".formatted(wnids.size() + 1));
      } else if (!seen.add(wnid)) {
        wrong.add("line %d repeats %s".formatted(wnids.size() + 1, wnid));
      }
      wnids.add(wnid);
    }
    if (wrong.any()) {
      problems.add("%s: %s; write each wnid once, one a line".formatted(list.file(), wrong));
    }
    if (wnids.isEmpty()) {
      problems.add(list.file() + ": is empty; write one wnid a line, or remove the file");
    }
    if (wnids.size() > ImageNetFolders.CLASSES) {
      problems.add(
          "%s: has %d wnids; keep the first %d, those of meta.mat after them are not classes"
              .formatted(list.file(), wnids.size(), ImageNetFolders.CLASSES));
    }
    return new Synsets(list.file(), List.copyOf(wnids));
  }

  /** Whether this is Caffe's list and not the devkit's, whose 1,000 wnids are not sorted. */
  boolean sortedAsCaffeHasThem() {
    return wnids.size() == ImageNetFolders.CLASSES
        && wnids.stream().sorted().toList().equals(wnids);
  }
}
