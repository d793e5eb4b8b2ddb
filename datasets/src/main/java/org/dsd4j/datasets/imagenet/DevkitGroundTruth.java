package org.dsd4j.datasets.imagenet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;

/**
 * The devkit's ground truth: line n is the ILSVRC2012_ID of the n-th picture by name.
 *
 * @param list the file
 * @param pictures that it is about
 */
record DevkitGroundTruth(TextList list, FlatPictures pictures) {

  static final String NAME = "ILSVRC2012_validation_ground_truth.txt";

  private static final Pattern NUMBERED = Pattern.compile("ILSVRC2012_val_(\\d{8})\\..*");

  /** The label of each picture, -1 where there is none; adds a line for each problem. */
  int[] labels(ImageNetClasses classes, List<String> problems) {
    int[] labels = new int[pictures.names().size()];
    requireEachNumber(problems);
    if (list.lines().size() != labels.length) {
      problems.add(
          "%s: has %d lines, but %s has %d pictures; get complete copies of both"
              .formatted(list.file(), list.lines().size(), pictures.folder(), labels.length));
    }
    if (classes.synsets().isEmpty()) {
      problems.add(
          "%s: has IDs, which mean nothing without %s; write it from the devkit's meta.mat, line k the wnid of ID k"
              .formatted(list.file(), Synsets.NAME));
      return labels;
    }
    Synsets synsets = classes.synsets().get();
    if (synsets.sortedAsCaffeHasThem()) {
      problems.add(
          "%s: is sorted by wnid, but the devkit's IDs are not; write it from the devkit's meta.mat, line k the wnid of ID k"
              .formatted(synsets.file()));
    }
    translate(classes, synsets, labels, problems);
    return labels;
  }

  private void translate(
      ImageNetClasses classes, Synsets synsets, int[] labels, List<String> problems) {
    ProblemSample wrong = new ProblemSample();
    for (int i = 0; i < list.lines().size(); i++) {
      int id = number(list.lines().get(i));
      boolean known = id >= 1 && id <= synsets.wnids().size();
      if (!known) {
        wrong.add("line %d is \"%s\"".formatted(i + 1, list.lines().get(i)));
      }
      if (i < labels.length) {
        labels[i] = known ? classes.label(synsets.wnids().get(id - 1)) : -1;
      }
    }
    if (wrong.any()) {
      problems.add(
          "%s: %s, but an ID must be from 1 to %d, the number of lines of %s; get the file again, or the list"
              .formatted(list.file(), wrong, synsets.wnids().size(), synsets.file()));
    }
  }

  /**
   * One picture missing and another too many would shift the labels without changing the counts.
   */
  private void requireEachNumber(List<String> problems) {
    int expected = 1;
    for (String name : pictures.names()) {
      Matcher numbered = NUMBERED.matcher(name);
      if (numbered.matches() && Integer.parseInt(numbered.group(1)) != expected) {
        problems.add(
            "%s: picture %d by name is %s; unpack the missing ones, remove what is there twice"
                .formatted(pictures.folder(), expected, name));
        return;
      }
      expected++;
    }
  }

  private static int number(String line) {
    return line.matches("\\d{1,9}") ? Integer.parseInt(line) : -1;
  }
}
