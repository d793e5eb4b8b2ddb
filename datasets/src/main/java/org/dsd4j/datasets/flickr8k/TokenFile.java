package org.dsd4j.datasets.flickr8k;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.caption.Tokens;
import org.dsd4j.datasets.classfolder.FolderTree;

/**
 * {@code Flickr8k.token.txt}: on each line the name of a picture, # and a number, a tab, and a
 * sentence.
 */
final class TokenFile {

  private static final Pattern LINE = Pattern.compile("([^\\t]+)#\\d+(?:\\t(.*))?");

  private final Map<String, List<List<String>>> captions = new HashMap<>();
  private final WordPool words = new WordPool();
  private final ProblemSample malformed = new ProblemSample();
  private final ProblemSample empty = new ProblemSample();
  private final ProblemSample misnamed = new ProblemSample();

  private TokenFile() {}

  /**
   * Reads all captions.
   *
   * @param text the lines
   * @param problems gets what is wrong
   * @return the captions by picture, in the order of the lines
   */
  static Map<String, List<List<String>>> captions(TextList text, DataProblems problems) {
    TokenFile file = new TokenFile();
    for (int i = 0; i < text.lines().size(); i++) {
      if (!text.lines().get(i).isEmpty()) {
        file.add(i + 1, text.lines().get(i));
      }
    }
    file.report(text, problems);
    return file.captions;
  }

  private void add(int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      malformed.add("line " + number);
      return;
    }
    String name = matcher.group(1);
    // Lines are stripped, so an empty sentence takes its tab with it.
    List<String> sentence = matcher.group(2) == null ? List.of() : Tokens.of(matcher.group(2));
    if (!FolderTree.isPicture(name)) {
      misnamed.add("line " + number + ": " + name);
    } else if (sentence.isEmpty()) {
      empty.add("line " + number);
    } else {
      captions.computeIfAbsent(name, key -> new ArrayList<>()).add(words.of(sentence));
    }
  }

  private void report(TextList text, DataProblems problems) {
    int lines = text.lines().size();
    problems.addTolerated(
        malformed,
        lines,
        "%s: lines that are not of the form picture.jpg#0, tab, sentence: %d (%s); repair or remove them"
            .formatted(text.file(), malformed.count(), malformed));
    problems.addTolerated(
        empty,
        lines,
        "%s: captions without a word: %d (%s); repair or remove them"
            .formatted(text.file(), empty.count(), empty));
    problems.addTolerated(
        misnamed,
        lines,
        "%s: captions of files that are not named as pictures, ignored: %d (%s)"
            .formatted(text.file(), misnamed.count(), misnamed));
  }
}
