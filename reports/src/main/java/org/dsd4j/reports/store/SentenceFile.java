package org.dsd4j.reports.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RecordLimits;

/** Reads and writes {@code sentences.jsonl}, one example a line, words joined by one space. */
final class SentenceFile {
  private static final String SET = "set";

  private final Path file;
  private final List<SentencePrediction> sentences = new ArrayList<>();
  private final Set<Long> examples = new HashSet<>();
  // A corpus has few words, each in many sentences.
  private final Map<String, String> words = new HashMap<>();
  private long work;

  private SentenceFile(Path file) {
    this.file = file;
  }

  static void write(Path file, List<SentencePrediction> sentences) {
    StringBuilder text = new StringBuilder();
    try {
      for (SentencePrediction sentence : sentences) {
        text.append(RecordJson.mapper().writeValueAsString(Line.of(sentence))).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sentence that is no JSON", e);
    }
    AtomicFiles.write(file, text.toString());
  }

  /** Nothing of a file that does not exist; a damaged one is refused as a whole. */
  static List<SentencePrediction> read(Path file) {
    return RecordFile.isThere(file) ? new SentenceFile(file).read() : List.of();
  }

  private List<SentencePrediction> read() {
    if (RecordFile.lines(file, RecordKind.SENTENCES, this::add)) {
      throw RecordFile.damaged(file, sentences.size() + 1, "the line is cut off");
    }
    if (sentences.isEmpty()) {
      throw RecordFile.damaged(file, 1, "there is no line");
    }
    return List.copyOf(sentences);
  }

  private void add(int line, String text) {
    SentencePrediction sentence = parse(line, text);
    if (!examples.add(sentence.example())) {
      throw RecordFile.damaged(file, line, "example " + sentence.example() + " stands twice");
    }
    sentences.add(sentence);
  }

  /** What aligning costs is known from the lengths, before anything is aligned. */
  private void checkLengths(int line, Line read) {
    for (String reference : read.references()) {
      int longest = Math.max(read.hypothesis().length(), reference.length());
      if (longest > RecordLimits.SENTENCE_LETTERS) {
        throw RecordFile.damaged(
            file,
            line,
            "a sentence has at most " + RecordLimits.SENTENCE_LETTERS + " letters, not " + longest);
      }
      work += (long) read.hypothesis().length() * reference.length();
    }
    if (work > RecordLimits.SENTENCES_WORK) {
      throw RecordFile.damaged(file, line, "up to here the sentences are too long to align");
    }
  }

  private SentencePrediction parse(int line, String text) {
    try {
      JsonNode tree = RecordJson.mapper().readTree(text);
      // Files of rows with one test set, and those older than test sets, leave it out.
      if (tree instanceof ObjectNode object && !object.has(SET)) {
        object.put(SET, "");
      }
      if (!tree.isObject()) {
        throw RecordFile.damaged(file, line, "it is no object");
      }
      Line read = RecordJson.mapper().treeToValue(tree, Line.class);
      checkLengths(line, read);
      return read.sentence(words);
    } catch (JsonProcessingException e) {
      throw RecordFile.damaged(file, line, EventLog.firstLine(e));
    } catch (IllegalArgumentException e) {
      throw RecordFile.damaged(file, line, e.getMessage());
    }
  }

  /** One line. Such files are also read by humans, so sentences are text and not lists of words. */
  private record Line(
      long example,
      String name,
      String hypothesis,
      List<String> references,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String set) {
    Line {
      // A line such as {"example":1} is damage; without this it would be a null far from here.
      boolean sentences = hypothesis != null && references != null && !references.contains(null);
      if (name == null || !sentences || set == null) {
        throw new IllegalArgumentException("name, hypothesis and references must all be there");
      }
    }

    static Line of(SentencePrediction sentence) {
      return new Line(
          sentence.example(),
          sentence.name(),
          String.join(" ", sentence.hypothesis()),
          sentence.references().stream().map(words -> String.join(" ", words)).toList(),
          sentence.set());
    }

    /** Equal words become one object of those that were read before. */
    SentencePrediction sentence(Map<String, String> known) {
      return new SentencePrediction(
          example,
          name,
          words(hypothesis, known),
          references.stream().map(reference -> words(reference, known)).toList(),
          set);
    }

    private static List<String> words(String sentence, Map<String, String> known) {
      if (sentence.isEmpty()) {
        return List.of();
      }
      String[] words = sentence.split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        String word = words[i];
        words[i] = known.computeIfAbsent(word, w -> word);
      }
      return List.of(words);
    }
  }
}
