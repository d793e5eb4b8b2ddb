package org.dsd4j.datasets.flickr8k;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.flickr8k.ListedPicture.Part;

/** Reads the file as a stream: COCO's has 140 MB, of which the words are a third. */
final class KarpathyParser {

  private static final Map<String, Part> PARTS =
      Map.of(
          "train", Part.TRAIN,
          "restval", Part.TRAIN,
          "val", Part.VALIDATION,
          "test", Part.TEST);

  /**
   * One image.
   *
   * @param name its file
   * @param index its {@code imgid}, at least 0
   * @param part its split
   * @param captions those with a word
   */
  record Image(String name, int index, Part part, List<List<String>> captions) {}

  /** All of the file. */
  record Content(String dataset, List<Image> images) {}

  private final Path file;
  private final WordPool words = new WordPool();
  private final List<Image> images = new ArrayList<>();
  private final ProblemSample incomplete = new ProblemSample();
  private final ProblemSample wordless = new ProblemSample();
  private int read;
  private int sentences;

  private KarpathyParser(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws DataException if it is not JSON, or not of this kind
   */
  static Content parse(Path file, DataProblems problems) {
    KarpathyParser parsed = new KarpathyParser(file);
    String dataset;
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      dataset = parsed.content(json);
    } catch (JsonProcessingException broken) {
      throw new DataException(
          "%s: is not valid JSON at line %d, column %d (%s); download it again"
              .formatted(
                  file,
                  broken.getLocation().getLineNr(),
                  broken.getLocation().getColumnNr(),
                  broken.getOriginalMessage()),
          broken);
    } catch (IOException failure) {
      throw new DataException(
          "%s: cannot be read (%s); check the disk".formatted(file, failure), failure);
    }
    parsed.report(problems);
    return new Content(dataset, parsed.images);
  }

  private String content(JsonParser json) throws IOException {
    boolean found = false;
    String dataset = "captions";
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw wrongKind();
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("images") && value == JsonToken.START_ARRAY) {
        found = true;
        images(json);
      } else if (field.equals("dataset") && value == JsonToken.VALUE_STRING) {
        dataset = json.getText();
      } else {
        json.skipChildren();
      }
    }
    if (!found) {
      throw wrongKind();
    }
    return dataset;
  }

  private DataException wrongKind() {
    return new DataException(
        file + ": has no list named images; give a file as dataset_flickr8k.json is");
  }

  private void images(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      read++;
      if (json.currentToken() == JsonToken.START_OBJECT) {
        image(json);
      } else {
        json.skipChildren();
        incomplete.add("image " + read + " is not an object");
      }
    }
  }

  private void image(JsonParser json) throws IOException {
    Draft draft = new Draft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      take(field, json, draft);
    }
    String wrong = draft.whatIsWrong();
    if (wrong.isEmpty()) {
      images.add(new Image(draft.name, draft.index, PARTS.get(draft.split), draft.captions));
    } else {
      incomplete.add(
          "image " + read + (draft.name.isEmpty() ? "" : " " + draft.name) + ": " + wrong);
    }
  }

  private void take(String field, JsonParser json, Draft draft) throws IOException {
    if (field.equals("sentences") && json.currentToken() == JsonToken.START_ARRAY) {
      draft.captions = sentences(json);
      return;
    }
    switch (field) {
      case "filename" -> draft.name = json.getValueAsString("");
      case "split" -> draft.split = json.getValueAsString("");
      case "imgid" -> draft.index = json.getValueAsInt(-1);
      default -> {}
    }
    json.skipChildren();
  }

  /** An image of which some fields have been read; their order is not fixed. */
  private static final class Draft {
    private String name = "";
    private String split = "";
    private int index = -1;
    private List<List<String>> captions = List.of();

    String whatIsWrong() {
      if (name.isEmpty()) {
        return "no filename";
      }
      if (index < 0) {
        return "no imgid of 0 or more";
      }
      return PARTS.containsKey(split) ? "" : "split is '" + split + "', not train, val or test";
    }
  }

  private List<List<String>> sentences(JsonParser json) throws IOException {
    List<List<String>> captions = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      List<String> tokens = List.of();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        tokens = tokens(json);
      } else {
        json.skipChildren();
      }
      sentences++;
      if (tokens.isEmpty()) {
        wordless.add("image " + read);
      } else {
        captions.add(tokens);
      }
    }
    return List.copyOf(captions);
  }

  private List<String> tokens(JsonParser json) throws IOException {
    List<String> tokens = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("tokens");
      if (json.nextToken() == JsonToken.START_ARRAY && wanted) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          tokens.add(words.of(json.getValueAsString("")));
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
    }
    tokens.removeIf(String::isEmpty);
    return List.copyOf(tokens);
  }

  private void report(DataProblems problems) {
    problems.addFatal(
        incomplete,
        "%s: images that cannot be used: %d of %d (%s); download the file again"
            .formatted(file, incomplete.count(), read, incomplete));
    problems.addTolerated(
        wordless,
        sentences,
        "%s: sentences without tokens: %d (%s); repair or remove them"
            .formatted(file, wordless.count(), wordless));
  }
}
