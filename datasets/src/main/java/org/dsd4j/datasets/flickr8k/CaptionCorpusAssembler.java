package org.dsd4j.datasets.flickr8k;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.Complaints;
import org.dsd4j.datasets.Several;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.flickr8k.Listed.Part;

/** Makes a corpus of what the files list, and says what of it cannot be used. */
final class Assembly {

  private final Path source;
  private final Optional<PictureFolder> folder;
  private final Complaints complaints;
  private final Map<Part, List<Listed>> parts = new EnumMap<>(Part.class);

  /**
   * An empty corpus.
   *
   * @param source the file or folder that lists the pictures
   * @param folder of the photographs, unless only captions and features are there
   * @param complaints gets what is wrong
   */
  Assembly(Path source, Optional<PictureFolder> folder, Complaints complaints) {
    this.source = source;
    this.folder = folder;
    this.complaints = complaints;
    for (Part part : Part.values()) {
      parts.put(part, new ArrayList<>());
    }
  }

  /** Checks everything, and throws whatever makes the corpus unusable at once. */
  CaptionCorpus corpus(String id, List<Listed> listed) {
    sort(distinct(listed));
    for (Part part : List.of(Part.TRAIN, Part.TEST)) {
      if (parts.get(part).isEmpty() && complaints.fatal().isEmpty()) {
        complaints
            .fatal()
            .add(
                "%s: no picture is left for %s"
                    .formatted(source, part.name().toLowerCase(Locale.ROOT)));
      }
    }
    complaints.throwIfFatal();
    return new CaptionCorpus(
        id,
        description(),
        pictures(Part.TRAIN),
        pictures(Part.VALIDATION),
        pictures(Part.TEST),
        complaints.passedOver());
  }

  private List<Listed> distinct(List<Listed> listed) {
    Several inTwoSplits = new Several();
    Several twice = new Several();
    Map<String, Part> known = new HashMap<>();
    List<Listed> distinct = new ArrayList<>();
    for (Listed picture : listed) {
      Part before = known.putIfAbsent(picture.name(), picture.part());
      if (before == null) {
        distinct.add(picture);
      } else if (before == picture.part()) {
        twice.add(picture.name());
      } else {
        inTwoSplits.add(picture.name());
      }
    }
    complain(inTwoSplits, twice, listed.size());
    return distinct;
  }

  private void complain(Several inTwoSplits, Several twice, int listed) {
    complaints.addFatal(
        inTwoSplits,
        "%s: pictures in more than one split: %d (%s); leave each in one, or results mean nothing"
            .formatted(source, inTwoSplits.count(), inTwoSplits));
    complaints.addTolerated(
        twice,
        listed,
        "%s: pictures that are listed twice: %d (%s); list each once"
            .formatted(source, twice.count(), twice));
  }

  private void sort(List<Listed> distinct) {
    Several silent = new Several();
    Several gone = new Several();
    for (Listed picture : distinct) {
      if (picture.captions().isEmpty()) {
        silent.add(picture.name());
      } else if (folder.isPresent() && !folder.get().names().contains(picture.name())) {
        gone.add(picture.name());
      } else {
        parts.get(picture.part()).add(picture);
      }
    }
    complain(silent, gone, distinct);
  }

  private void complain(Several silent, Several gone, List<Listed> distinct) {
    complaints.addTolerated(
        silent,
        distinct.size(),
        "%s: pictures without a caption: %d of %d (%s); add some or take the pictures off the list"
            .formatted(source, silent.count(), distinct.size(), silent));
    folder.ifPresent(
        known ->
            complaints.addTolerated(
                gone,
                distinct.size(),
                "%s: pictures that are missing: %d of %d (%s); put the files there"
                    .formatted(known.folder(), gone.count(), distinct.size(), gone)));
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
