package org.dsd4j.datasets.imagenet;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.NameOrder;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;

/**
 * Caffe's ground truth: lines of a file name and a label, from 0, in the order of the sorted wnids.
 *
 * @param list the file
 * @param pictures that it is about
 */
record CaffeGroundTruth(TextList list, FlatPictures pictures) {

  static final String NAME = "val.txt";

  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\d{1,9})");

  /** Problems of each kind. */
  private record Wrong(
      ProblemSample lines, ProblemSample repeated, ProblemSample range, ProblemSample files) {
    Wrong() {
      this(new ProblemSample(), new ProblemSample(), new ProblemSample(), new ProblemSample());
    }
  }

  /** The label of each picture, -1 where there is none; adds a line for each problem. */
  int[] labels(ImageNetClasses classes, List<String> problems) {
    int[] labels = new int[pictures.names().size()];
    Arrays.fill(labels, -1);
    boolean[] named = new boolean[labels.length];
    Wrong wrong = new Wrong();
    for (int i = 0; i < list.lines().size(); i++) {
      Matcher line = LINE.matcher(list.lines().get(i));
      if (!line.matches()) {
        wrong.lines.add("line %d is \"%s\"".formatted(i + 1, list.lines().get(i)));
        continue;
      }
      int label = Integer.parseInt(line.group(2));
      if (!classes.names().isEmpty() && label >= classes.names().size()) {
        wrong.range.add("line %d has %d".formatted(i + 1, label));
      }
      int picture =
          Collections.binarySearch(pictures.names(), line.group(1), NameOrder.BY_CODE_POINTS);
      if (picture < 0) {
        wrong.files.add(line.group(1));
      } else if (named[picture]) {
        wrong.repeated.add(line.group(1));
      } else {
        named[picture] = true;
        labels[picture] = label;
      }
    }
    report(wrong, named, classes, problems);
    return labels;
  }

  private void report(
      Wrong wrong, boolean[] named, ImageNetClasses classes, List<String> problems) {
    if (wrong.lines.any()) {
      problems.add(
          "%s: %s, not a file name and a label; get the file again"
              .formatted(list.file(), wrong.lines));
    }
    if (wrong.repeated.any()) {
      problems.add("%s: names %s twice; keep one line".formatted(list.file(), wrong.repeated));
    }
    if (wrong.range.any()) {
      problems.add(
          "%s: label out of range, %s, but there are %d classes; if train holds only some of them, put %s with all wnids beside this file"
              .formatted(list.file(), wrong.range, classes.names().size(), Synsets.NAME));
    }
    if (wrong.files.any()) {
      problems.add(
          "%s: files of %s are missing (%d): %s; unpack them there"
              .formatted(pictures.folder(), list.file(), wrong.files.count(), wrong.files));
    }
    ProblemSample unlabelled = new ProblemSample();
    for (int i = 0; i < named.length; i++) {
      if (!named[i]) {
        unlabelled.add(pictures.names().get(i));
      }
    }
    if (unlabelled.any()) {
      problems.add(
          "%s: pictures without a label in %s (%d): %s; get the complete list"
              .formatted(pictures.folder(), list.file(), unlabelled.count(), unlabelled));
    }
  }
}
