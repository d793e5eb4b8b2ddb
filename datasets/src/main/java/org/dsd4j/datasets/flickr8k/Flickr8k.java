package org.dsd4j.datasets.flickr8k;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.flickr8k.ListedPicture.Part;

/**
 * Flickr-8K as its authors distribute it: photographs, {@code Flickr8k.token.txt} and three lists
 * of pictures.
 *
 * <p>Text files are in the folder itself, in {@code text/} or in {@code Flickr8k_text/};
 * photographs in {@code images/}, {@code Flicker8k_Dataset/} (as the archive spells it) or {@code
 * Flickr8k_Dataset/}. Photographs that no list names are left out.
 *
 * <p>The token file calls one picture {@code 2258277193_586949ec62.jpg.1}; that line is ignored and
 * listed among the problems of the corpus. So is everything else that is wrong no more often than
 * is tolerated of broken examples ({@link org.dsd4j.datasets.BrokenExamples}): lines and sentences
 * without content, listed pictures without a caption or a file.
 *
 * @see <a href="https://doi.org/10.1613/jair.3994">Hodosh, Young and Hockenmaier, Framing image
 *     description as a ranking task, JAIR 47, 2013</a>
 */
public final class Flickr8k {

  static final String TOKENS = "Flickr8k.token.txt";

  private static final List<String> TEXT_FOLDERS = List.of("text", "Flickr8k_text");
  static final Map<Part, String> LISTS =
      Map.of(
          Part.TRAIN, "Flickr_8k.trainImages.txt",
          Part.VALIDATION, "Flickr_8k.devImages.txt",
          Part.TEST, "Flickr_8k.testImages.txt");

  private Flickr8k() {}

  /**
   * Opens the corpus and checks its files; no photograph is decoded yet.
   *
   * @param folder in one of the layouts above
   * @return the official splits, each picture with its captions in the order of the token file
   * @throws DataException with one line for each problem that makes the corpus unusable
   */
  public static CaptionCorpus open(Path folder) {
    requireFolder(folder);
    DataProblems problems = new DataProblems();
    Optional<TextList> tokens = text(folder, TOKENS, problems);
    List<ListedPicture> listed = new ArrayList<>();
    Map<String, List<List<String>>> captions =
        tokens.map(text -> TokenFile.captions(text, problems)).orElse(Map.of());
    for (Part part : Part.values()) {
      text(folder, LISTS.get(part), problems)
          .ifPresent(list -> addListed(list, part, captions, listed));
    }
    Optional<PictureFolder> pictures = photographs(folder, problems);
    if (tokens.isEmpty() || pictures.isEmpty()) {
      // Otherwise every picture would be reported because of the one missing file.
      problems.throwIfFatal();
    }
    return new CaptionCorpusAssembler(folder, pictures, problems).corpus("flickr8k", listed);
  }

  static Optional<PictureFolder> photographs(Path folder, DataProblems problems) {
    Optional<Path> found = PictureFolder.find(folder);
    if (found.isEmpty()) {
      problems
          .fatal()
          .add(
              "%s: no folder of photographs named %s; unpack them into images/"
                  .formatted(folder, String.join(" or ", PictureFolder.NAMES)));
    }
    return found.map(there -> PictureFolder.list(there, problems));
  }

  /** The folders in which text files may be. */
  static List<Path> textPlaces(Path folder) {
    List<Path> places = new ArrayList<>(List.of(folder));
    TEXT_FOLDERS.forEach(name -> places.add(folder.resolve(name)));
    return places;
  }

  static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "%s: no such folder; give the one that holds %s and the photographs"
              .formatted(folder, TOKENS));
    }
  }

  static Optional<TextList> text(Path folder, String name, DataProblems problems) {
    return TextList.require(
        textPlaces(folder),
        name,
        problems,
        "%s: no %s there or in %s; unpack the text files of Flickr-8K into it"
            .formatted(folder, name, String.join(" or ", TEXT_FOLDERS)));
  }

  static void addListed(
      TextList list,
      Part part,
      Map<String, List<List<String>>> captions,
      List<ListedPicture> listed) {
    for (String name : list.lines()) {
      if (!name.isEmpty()) {
        listed.add(
            new ListedPicture(name, part, List.copyOf(captions.getOrDefault(name, List.of()))));
      }
    }
  }
}
