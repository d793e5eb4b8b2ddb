package org.dsd4j.reports.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.reports.record.RecordJson;

/** Reads and writes {@code sentences.jsonl}, one example a line, words joined by one space. */
final class SentenceFile {
  private static final String SET = "set";

  private SentenceFile() {}

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
    if (!RecordFile.isThere(file)) {
      return List.of();
    }
    List<SentencePrediction> sentences = new ArrayList<>();
    Set<Long> examples = new HashSet<>();
    boolean torn =
        RecordFile.lines(
            file,
            RecordKind.SENTENCES,
            (line, text) -> {
              SentencePrediction sentence = parse(file, line, text);
              if (!examples.add(sentence.example())) {
                throw RecordFile.damaged(
                    file, line, "example " + sentence.example() + " stands twice");
              }
              sentences.add(sentence);
            });
    if (torn) {
      throw RecordFile.damaged(file, sentences.size() + 1, "the line is cut off");
    }
    if (sentences.isEmpty()) {
      throw RecordFile.damaged(file, 1, "there is no line");
    }
    return List.copyOf(sentences);
  }

  private static SentencePrediction parse(Path file, int line, String text) {
    try {
      JsonNode tree = RecordJson.mapper().readTree(text);
      // Files of rows with one test set, and those older than test sets, leave it out.
      if (tree instanceof ObjectNode object && !object.has(SET)) {
        object.put(SET, "");
      }
      if (!tree.isObject()) {
        throw RecordFile.damaged(file, line, "it is no object");
      }
      return RecordJson.mapper().treeToValue(tree, Line.class).sentence();
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

    SentencePrediction sentence() {
      return new SentencePrediction(
          example, name, words(hypothesis), references.stream().map(Line::words).toList(), set);
    }

    private static List<String> words(String sentence) {
      return sentence.isEmpty() ? List.of() : List.of(sentence.split(" ", -1));
    }
  }
}
