package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextLines;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.SoundPath;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;

/**
 * Tab-separated tables: {@code train.tsv}, optionally {@code dev.tsv} or {@code valid.tsv}, and one
 * or more whose names begin with {@code test}, of which the first in alphabetical order is the
 * primary one.
 *
 * <p>The first line names the columns: {@code id}, {@code path} (absolute or relative to the
 * folder), {@code transcript} and optionally {@code speaker}, in any order; others are ignored. The
 * tables of Common Voice are read as they are: {@code path} in its folder {@code clips}, whose name
 * is the id, {@code sentence}, and {@code client_id} as the speaker; of a clip that is MP3, which
 * is not read, a {@code .wav} or {@code .flac} beside it is used. Without a validation split,
 * {@link SpeakerHoldout} makes one.
 */
public final class TsvFolder extends SplitFolder {

  private static final String ENDING = ".tsv";
  private static final String PATH = "path";
  private static final Columns OWN = new Columns("id", "transcript", "speaker");
  private static final Columns COMMON_VOICE = new Columns(PATH, "sentence", "client_id");

  private TsvFolder(Path folder) {
    super(folder);
  }

  /** How a kind of tables calls its columns. */
  private record Columns(String id, String transcript, String speaker) {

    List<String> missing(List<String> there) {
      return List.of(id, PATH, transcript).stream()
          .filter(name -> !there.contains(name))
          .distinct()
          .toList();
    }
  }

  /**
   * Whether a folder has this layout.
   *
   * @param folder any
   * @return whether {@code train.tsv} is there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAIN + ENDING));
  }

  /**
   * Opens a folder and checks its files; no sound is decoded yet.
   *
   * @param folder in the layout above
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    return new TsvFolder(folder).corpus();
  }

  @Override
  Optional<String> splitName(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(ENDING)
        ? Optional.of(name.substring(0, name.length() - ENDING.length()))
        : Optional.empty();
  }

  @Override
  List<Recording> split(String name) {
    Path file = folder().resolve(name + ENDING);
    List<String> lines;
    try {
      lines = TextLines.of(file);
    } catch (IOException failure) {
      problems().fatal().add(TextLines.problem(file, failure));
      return List.of();
    }
    List<String> names = lines.isEmpty() ? List.of() : cells(lines.get(0));
    boolean commonVoice = !names.contains(OWN.transcript()) && names.contains("sentence");
    Columns columns = commonVoice ? COMMON_VOICE : OWN;
    List<String> missing = columns.missing(names);
    if (!missing.isEmpty()) {
      problems()
          .fatal()
          .add(
              "%s: line 1 names no column %s; name id, path and transcript, with tabs between"
                  .formatted(file, String.join(", ", missing)));
      return List.of();
    }
    return validator()
        .usable(file.toString(), rows(file, lines, names, columns), "check its paths");
  }

  private List<Recording> rows(Path file, List<String> lines, List<String> names, Columns columns) {
    List<Recording> rows = new ArrayList<>();
    ProblemSample malformed = new ProblemSample();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() == names.size()) {
        rows.add(row(cells, names, columns));
      } else if (!lines.get(i).isBlank()) {
        malformed.add("line " + (i + 1));
      }
    }
    validator()
        .report(
            file.toString(),
            malformed,
            lines.size(),
            "%d lines do not have " + names.size() + " cells (%s); put one tab between cells");
    return rows;
  }

  private Recording row(List<String> cells, List<String> names, Columns columns) {
    String path = cells.get(names.indexOf(PATH));
    String id = cells.get(names.indexOf(columns.id()));
    int speaker = names.indexOf(columns.speaker());
    return new Recording(
        columns.equals(COMMON_VOICE) ? ClipFile.id(id) : id,
        speaker < 0 ? "" : cells.get(speaker),
        cells.get(names.indexOf(columns.transcript())),
        columns.equals(COMMON_VOICE) ? ClipFile.in(folder(), path) : SoundPath.in(folder(), path));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
  }
}
