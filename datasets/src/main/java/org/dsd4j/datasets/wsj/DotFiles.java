package org.dsd4j.datasets.wsj;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextLines;

/**
 * The {@code .dot} files of all discs: a line is {@code words (id)}, a file holds a session of a
 * speaker and is named by the first six characters of its ids and {@code 00}.
 */
final class DotFiles {

  private static final Pattern LINE = Pattern.compile("(.*)\\((\\w+)\\)\\s*");
  private static final int SESSION = 6;
  private static final String ENDING = "00.dot";

  private final Map<String, List<Path>> files = new HashMap<>();
  private final Map<String, String> transcripts = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private final ProblemSample malformed = new ProblemSample();

  /** Lists the files; each is read when one of its ids is first needed. */
  DotFiles(Discs discs) {
    discs.roots().forEach(this::list);
  }

  private void list(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      all.forEach(
          file -> {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(ENDING)) {
              files
                  .computeIfAbsent(
                      name.substring(0, name.length() - ENDING.length()), x -> new ArrayList<>())
                  .add(file);
            }
          });
    } catch (IOException failure) {
      throw DataException.unlistable(root, failure);
    }
  }

  /** What was said, as {@link DotText} has it. */
  Optional<String> transcript(String id) {
    String session = id.substring(0, Math.min(SESSION, id.length()));
    if (read.add(session)) {
      files.getOrDefault(session, List.of()).forEach(this::read);
    }
    return Optional.ofNullable(transcripts.get(id));
  }

  /** Malformed lines of the files read so far. */
  ProblemSample malformed() {
    return malformed;
  }

  private void read(Path file) {
    List<String> lines;
    try {
      lines = TextLines.of(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new DataException(TextLines.problem(file, failure), failure);
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (line.matches()) {
        transcripts.putIfAbsent(
            line.group(2).toLowerCase(Locale.ROOT), DotText.plain(line.group(1)));
      } else if (!lines.get(i).isBlank()) {
        malformed.add("%s, line %d".formatted(file, i + 1));
      }
    }
  }
}
