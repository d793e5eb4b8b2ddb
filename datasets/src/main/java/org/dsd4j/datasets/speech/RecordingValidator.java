package org.dsd4j.datasets.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;

/**
 * Checks the utterances that a corpus lists and keeps those that can be trained on. An utterance
 * without an id, a file that can be used, words, or with characters that {@link Letters} does not
 * have is left out and reported, and so is a repeated id. The header of every file is read, so that
 * a run does not find out at its end what is wrong with its tests. If more are left out than is
 * tolerated of broken examples, the corpus is unusable.
 */
public final class RecordingValidator {

  /** What neither lists of results nor file names can hold. */
  private static final Pattern NO_ID = Pattern.compile("|.*[\\s\\p{Cntrl}].*", Pattern.DOTALL);

  private final DataProblems problems;
  private final Set<String> ids = new HashSet<>();

  /**
   * A validator for one corpus.
   *
   * @param problems gets a line for each kind of problem
   */
  public RecordingValidator(DataProblems problems) {
    this.problems = problems;
  }

  /** The header of a file, or why it cannot be used. */
  private record Looked(Recording recording, String broken) {}

  /**
   * Checks the utterances of a split.
   *
   * @param where how to name the split to the user, such as the path of its list
   * @param listed as the corpus has them
   * @param hint what to do if none can be used and nothing else says why
   * @return those that can be used, in the same order, their transcripts normalised and their
   *     lengths known
   */
  public List<Recording> usable(String where, List<Recording> listed, String hint) {
    int fatalBefore = problems.fatal().size();
    List<Recording> kept = new ArrayList<>();
    ProblemSample unnamed = new ProblemSample();
    ProblemSample twice = new ProblemSample();
    ProblemSample silent = new ProblemSample();
    ProblemSample missing = new ProblemSample();
    Map<String, ProblemSample> foreign = new TreeMap<>();
    Map<String, ProblemSample> broken = new TreeMap<>();
    for (Looked looked : looked(listed)) {
      Recording recording = looked.recording();
      String character = Transcripts.foreign(recording.transcript()).orElse("");
      if (NO_ID.matcher(recording.id()).matches()) {
        unnamed.add(recording.file().toString());
      } else if (!ids.add(recording.id())) {
        twice.add(recording.id());
      } else if (recording.transcript().isEmpty()) {
        silent.add(recording.id());
      } else if (!character.isEmpty()) {
        foreign.computeIfAbsent(character, first -> new ProblemSample()).add(recording.id());
      } else if (!Files.isRegularFile(recording.file())) {
        missing.add(recording.file().toString());
      } else if (!looked.broken().isEmpty()) {
        broken
            .computeIfAbsent(looked.broken(), first -> new ProblemSample())
            .add(recording.file().toString());
      } else {
        kept.add(recording);
      }
    }
    int total = listed.size();
    report(
        where,
        unnamed,
        total,
        "%d utterances have an id that is empty or has white space (%s); give each an id of its"
            + " own");
    report(where, twice, total, "%d utterances are listed twice (%s); the first of each counts");
    report(where, silent, total, "%d transcripts are empty (%s); write what is said");
    report(where, missing, total, "%d audio files are missing (%s); copy them there");
    reportEach(
        where,
        foreign,
        total,
        "%d transcripts have %s, which is not one of a-z, space or apostrophe (%s); write it as"
            + " words");
    reportEach(where, broken, total, "%1$d audio files cannot be used (%3$s): %2$s");
    if (kept.isEmpty() && problems.fatal().size() == fatalBefore) {
      problems.fatal().add(where + ": no utterance can be used; " + hint);
    }
    return kept;
  }

  /** In parallel, since a corpus may have many files on a slow disk. */
  private static List<Looked> looked(List<Recording> listed) {
    return listed.parallelStream().map(RecordingValidator::look).toList();
  }

  private static Looked look(Recording listed) {
    String transcript = Transcripts.normalised(listed.transcript());
    Path file = listed.file();
    double seconds = 0;
    String broken = "";
    if (Files.isRegularFile(file)) {
      try {
        seconds = FileUtterances.length(file).seconds();
      } catch (BrokenExampleException wrong) {
        broken = wrong.reason();
      }
    }
    return new Looked(
        new Recording(listed.id(), listed.speaker(), transcript, file, seconds), broken);
  }

  /**
   * Reports problems of one kind.
   *
   * @param where how to name the split to the user
   * @param what the problems
   * @param total how many there could be
   * @param line a format of the count and the names
   */
  public void report(String where, ProblemSample what, int total, String line) {
    problems.addTolerated(what, total, where + ": " + line.formatted(what.count(), what));
  }

  /** One line for each reason; the tolerated share applies to all of them together. */
  private void reportEach(
      String where, Map<String, ProblemSample> reasons, int total, String line) {
    int all = reasons.values().stream().mapToInt(ProblemSample::count).sum();
    boolean tolerated = problems.isTolerated(all, total);
    reasons.forEach(
        (reason, names) -> {
          String text = where + ": " + line.formatted(names.count(), reason, names);
          if (tolerated) {
            problems.addTolerated(names, total, text);
          } else {
            problems.fatal().add(text);
          }
        });
  }
}
