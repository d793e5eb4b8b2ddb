package org.dsd4j.datasets.flickr8k;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.flickr8k.ListedPicture.Part;

/** Makes a corpus of what the files list, and reports what cannot be used. */
final class CaptionCorpusAssembler {

  private final Path source;
  private final Optional<PictureFolder> folder;
  private final DataProblems problems;
  private final Map<Part, List<ListedPicture>> parts = new EnumMap<>(Part.class);

  /**
   * An empty corpus.
   *
   * @param source the file or folder that lists the pictures
   * @param folder of the photographs, unless only captions and features are there
   * @param problems gets what is wrong
   */
  CaptionCorpusAssembler(Path source, Optional<PictureFolder> folder, DataProblems problems) {
    this.source = source;
    this.folder = folder;
    this.problems = problems;
    for (Part part : Part.values()) {
      parts.put(part, new ArrayList<>());
    }
  }

  /** Checks everything, and throws all problems that make the corpus unusable at once. */
  CaptionCorpus corpus(String id, List<ListedPicture> listed) {
    sort(distinct(listed));
    nameUnlisted(listed);
    for (Part part : List.of(Part.TRAIN, Part.TEST)) {
      if (parts.get(part).isEmpty() && problems.fatal().isEmpty()) {
        problems
            .fatal()
            .add(
                "%s: no picture is left for %s; list some, or take them out of train"
                    .formatted(source, part.name().toLowerCase(Locale.ROOT)));
      }
    }
    problems.throwIfFatal();
    return new CaptionCorpus(
        id,
        description(),
        pictures(Part.TRAIN),
        pictures(Part.VALIDATION),
        pictures(Part.TEST),
        problems.passedOver());
  }

  /** Photographs that no list names are many in the official archive, and are no problem. */
  private void nameUnlisted(List<ListedPicture> listed) {
    folder.ifPresent(
        known -> {
          Set<String> unlisted = new TreeSet<>(known.names());
          listed.forEach(picture -> unlisted.remove(picture.name()));
          ProblemSample sample = new ProblemSample();
          unlisted.forEach(sample::add);
          if (sample.any()) {
            problems
                .tolerated()
                .add(
                    "%s: photographs that no list names: %d of %d (%s)"
                        .formatted(known.folder(), sample.count(), known.names().size(), sample));
          }
        });
  }

  private List<ListedPicture> distinct(List<ListedPicture> listed) {
    ProblemSample inTwoSplits = new ProblemSample();
    ProblemSample twice = new ProblemSample();
    Map<String, Part> known = new HashMap<>();
    List<ListedPicture> distinct = new ArrayList<>();
    for (ListedPicture picture : listed) {
      Part before = known.putIfAbsent(picture.name(), picture.part());
      if (before == null) {
        distinct.add(picture);
      } else if (before == picture.part()) {
        twice.add(picture.name());
      } else {
        inTwoSplits.add(picture.name());
      }
    }
    report(inTwoSplits, twice, listed.size());
    return distinct;
  }

  private void report(ProblemSample inTwoSplits, ProblemSample twice, int listed) {
    problems.addFatal(
        inTwoSplits,
        "%s: pictures in more than one split: %d (%s); leave each in one, or results mean nothing"
            .formatted(source, inTwoSplits.count(), inTwoSplits));
    problems.addTolerated(
        twice,
        listed,
        "%s: pictures that are listed twice: %d (%s); list each once"
            .formatted(source, twice.count(), twice));
  }

  private void sort(List<ListedPicture> distinct) {
    ProblemSample uncaptioned = new ProblemSample();
    ProblemSample missing = new ProblemSample();
    for (ListedPicture picture : distinct) {
      if (picture.captions().isEmpty()) {
        uncaptioned.add(picture.name());
      } else if (folder.isPresent() && !folder.get().names().contains(picture.name())) {
        missing.add(picture.name());
      } else {
        parts.get(picture.part()).add(picture);
      }
    }
    report(uncaptioned, missing, distinct);
  }

  private void report(
      ProblemSample uncaptioned, ProblemSample missing, List<ListedPicture> distinct) {
    problems.addTolerated(
        uncaptioned,
        distinct.size(),
        "%s: pictures without a caption: %d of %d (%s); add some or take the pictures off the list"
            .formatted(source, uncaptioned.count(), distinct.size(), uncaptioned));
    folder.ifPresent(
        known ->
            problems.addTolerated(
                missing,
                distinct.size(),
                "%s: pictures that are missing: %d of %d (%s); put the files there"
                    .formatted(known.folder(), missing.count(), distinct.size(), missing)));
  }

  private FilePictures pictures(Part part) {
    return new FilePictures(source, folder.map(PictureFolder::folder), parts.get(part));
  }

  private String description() {
    long captions =
        parts.values().stream().flatMap(List::stream).mapToLong(p -> p.captions().size()).sum();
    int train = parts.get(Part.TRAIN).size();
    int validation = parts.get(Part.VALIDATION).size();
    int test = parts.get(Part.TEST).size();
    return "%d photographs with %d captions: %d train, %d validation, %d test"
        .formatted(train + validation + test, captions, train, validation, test);
  }
}
