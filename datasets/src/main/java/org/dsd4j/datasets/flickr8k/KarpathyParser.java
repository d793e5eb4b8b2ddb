package org.dsd4j.datasets.flickr8k;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.flickr8k.ListedPicture.Part;

/** Reads the file as a stream: COCO's has 140 MB, of which the words are a third. */
final class KarpathyParser {

  /** The last column of one array that Java can have. */
  private static final int MOST_COLUMNS = Integer.MAX_VALUE;

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private static final int LONGEST_REASON = 200;

  /** It becomes a part of paths. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  /** The nesting and the lengths of texts and numbers are bounded by the library's defaults. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

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
   * @param folder of the file below that of all photographs, as COCO's file has it; may be empty
   * @param index its {@code imgid}, at least 0
   * @param part its split
   * @param captions those with a word
   */
  record Image(String name, String folder, int index, Part part, List<List<String>> captions) {

    /** The name below the folder of all photographs; COCO's may have been moved up into it. */
    String nameIn(Optional<PictureFolder> pictures) {
      String below = folder + "/" + name;
      return !folder.isEmpty() && pictures.map(known -> known.names().contains(below)).orElse(false)
          ? below
          : name;
    }
  }

  /** All of the file. */
  record Content(String dataset, List<Image> images) {}

  private final Path file;
  private final WordPool words = new WordPool();
  private final List<Image> images = new ArrayList<>();
  private final ProblemSample incomplete = new ProblemSample();
  private final ProblemSample wordless = new ProblemSample();
  private final ProblemSample spaced = new ProblemSample();
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
    try (JsonParser json = JSON.createParser(file.toFile())) {
      dataset = parsed.content(json);
    } catch (JsonProcessingException broken) {
      throw new DataException(
          "%s: is not valid JSON at line %d, column %d (%s); download it again"
              .formatted(
                  file,
                  place(broken).getLineNr(),
                  place(broken).getColumnNr(),
                  firstLine(broken.getOriginalMessage())),
          broken);
    } catch (IOException failure) {
      throw new DataException(
          "%s: cannot be read (%s); check the disk".formatted(file, failure), failure);
    }
    parsed.report(problems);
    return new Content(dataset, parsed.images);
  }

  private static JsonLocation place(JsonProcessingException broken) {
    return Optional.ofNullable(broken.getLocation()).orElse(JsonLocation.NA);
  }

  /** What the library says may go on with its settings, or repeat what stands in the file. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
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
        dataset = NAME.matcher(json.getText()).matches() ? json.getText() : dataset;
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
      images.add(
          new Image(draft.name, draft.folder, draft.index, PARTS.get(draft.split), draft.captions));
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
      case "filepath" -> draft.folder = json.getValueAsString("");
      case "filename" -> draft.name = json.getValueAsString("");
      case "split" -> draft.split = json.getValueAsString("");
      case "imgid" -> draft.index = index(json);
      default -> {}
    }
    json.skipChildren();
  }

  /** A number of a column; -1 if it is none. */
  private static int index(JsonParser json) throws IOException {
    boolean fits =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    return fits && json.getIntValue() < MOST_COLUMNS ? json.getIntValue() : -1;
  }

  /** An image of which some fields have been read; their order is not fixed. */
  private static final class Draft {
    private String name = "";
    private String folder = "";
    private String split = "";
    private int index = -1;
    private List<List<String>> captions = List.of();

    String whatIsWrong() {
      if (name.isBlank()) {
        return "no filename";
      }
      if (index < 0) {
        return "no imgid of 0 or more that fits";
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
      if (tokens.stream().anyMatch(KarpathyParser::hasSpace)) {
        spaced.add("image " + read + ": '" + String.join("', '", tokens) + "'");
        captions.add(tokens.stream().flatMap(SPACE::splitAsStream).map(words::of).toList());
      } else if (tokens.isEmpty()) {
        wordless.add("image " + read);
      } else {
        captions.add(tokens);
      }
    }
    return List.copyOf(captions);
  }

  /** A sentence is kept with spaces between its words, so that a word with one would become two. */
  private static boolean hasSpace(String token) {
    return token.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
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
        spaced,
        sentences,
        "%s: sentences with white space inside of a word, which is taken as several: %d of %d (%s); split them at spaces"
            .formatted(file, spaced.count(), sentences, spaced));
    problems.addTolerated(
        wordless,
        sentences,
        "%s: sentences without tokens: %d (%s); repair or remove them"
            .formatted(file, wordless.count(), wordless));
  }
}
