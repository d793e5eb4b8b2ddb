package org.dsd4j.datasets.flickr8k;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.Holdout;
import org.dsd4j.datasets.NameOrder;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.Tokens;
import org.dsd4j.datasets.flickr8k.ListedPicture.Part;

/**
 * Flickr-8K as Kaggle distributes it: {@code captions.txt}, lines of a name, a comma and a
 * sentence, which is in quotes where it has a comma; and {@code Images/}.
 *
 * <p>It has no lists of splits. Those of the authors are used where they lie beside it; otherwise
 * an eighth of the pictures each is drawn for test and for validation, always the same, and the
 * corpus says so.
 */
public final class KaggleFlickr8k {

  static final String CAPTIONS = "captions.txt";

  private static final Pattern LINE =
      Pattern.compile("([^,]+),(?:\"((?:[^\"]|\"\")*)\"|([^\"].*)?)");
  private static final double SHARE = 1 / 8.0;
  private static final long SEED = 1;

  private KaggleFlickr8k() {}

  /**
   * Opens the corpus and checks its files; no photograph is decoded yet.
   *
   * @param folder that holds {@code captions.txt} and the photographs
   * @return its splits, each picture with its captions in the order of the file
   * @throws DataException with one line for each problem that makes the corpus unusable
   */
  public static CaptionCorpus open(Path folder) {
    Flickr8k.requireFolder(folder);
    DataProblems problems = new DataProblems();
    SortedMap<String, List<List<String>>> captions = new TreeMap<>(NameOrder.BY_CODE_POINTS);
    TextList.require(
            List.of(folder), CAPTIONS, problems, folder + ": no " + CAPTIONS + "; unpack it there")
        .ifPresent(text -> read(text, captions, problems));
    Optional<PictureFolder> pictures = Flickr8k.photographs(folder, problems);
    if (pictures.isEmpty()) {
      problems.throwIfFatal();
    }
    List<ListedPicture> listed =
        hasLists(folder) ? listed(folder, captions, problems) : drawn(folder, captions, problems);
    return new CaptionCorpusAssembler(folder, pictures, problems).corpus("flickr8k", listed);
  }

  private static void read(
      TextList text, Map<String, List<List<String>>> captions, DataProblems problems) {
    WordPool words = new WordPool();
    ProblemSample malformed = new ProblemSample();
    ProblemSample empty = new ProblemSample();
    for (int i = 1; i < text.lines().size(); i++) { // The first names the columns.
      Matcher line = LINE.matcher(text.lines().get(i));
      if (line.matches()) {
        String quoted = line.group(2);
        String plain = line.group(3) == null ? "" : line.group(3);
        List<String> sentence =
            words.of(Tokens.of(quoted == null ? plain : quoted.replace("\"\"", "\"")));
        List<List<String>> all = captions.computeIfAbsent(line.group(1), name -> new ArrayList<>());
        if (sentence.isEmpty()) {
          empty.add("line " + (i + 1));
        } else {
          all.add(sentence);
        }
      } else if (!text.lines().get(i).isEmpty()) {
        malformed.add("line " + (i + 1));
      }
    }
    problems.addTolerated(
        malformed,
        text.lines().size(),
        "%s: lines that are not of the form picture.jpg, comma, sentence: %d (%s); repair or remove them"
            .formatted(text.file(), malformed.count(), malformed));
    problems.addTolerated(
        empty,
        text.lines().size(),
        "%s: captions without a word: %d (%s); repair or remove them"
            .formatted(text.file(), empty.count(), empty));
  }

  private static boolean hasLists(Path folder) {
    return Flickr8k.textPlaces(folder).stream()
        .anyMatch(
            place ->
                Flickr8k.LISTS.values().stream()
                    .anyMatch(list -> Files.isRegularFile(place.resolve(list))));
  }

  private static List<ListedPicture> listed(
      Path folder, Map<String, List<List<String>>> captions, DataProblems problems) {
    List<ListedPicture> listed = new ArrayList<>();
    for (Part part : Part.values()) {
      Flickr8k.text(folder, Flickr8k.LISTS.get(part), problems)
          .ifPresent(list -> Flickr8k.addListed(list, part, captions, listed));
    }
    return listed;
  }

  private static List<ListedPicture> drawn(
      Path folder, SortedMap<String, List<List<String>>> captions, DataProblems problems) {
    problems
        .tolerated()
        .add(
            "%s: has no lists of splits, so they were drawn here and are not those of publications; put %s and its two sisters beside it to have those"
                .formatted(folder.resolve(CAPTIONS), Flickr8k.LISTS.get(Part.TRAIN)));
    boolean[] held = Holdout.sample(2 * SHARE, captions.size(), SEED);
    List<ListedPicture> listed = new ArrayList<>();
    boolean test = false;
    int at = 0;
    for (Map.Entry<String, List<List<String>>> entry : captions.entrySet()) {
      Part part = Part.TRAIN;
      if (held[at++]) {
        test = !test;
        part = test ? Part.TEST : Part.VALIDATION;
      }
      listed.add(new ListedPicture(entry.getKey(), part, List.copyOf(entry.getValue())));
    }
    return listed;
  }
}
