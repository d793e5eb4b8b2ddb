package org.dsd4j.datasets.speech;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;

/**
 * Checks the utterances that a corpus lists and keeps those that can be trained on. An utterance
 * without a file, without words or with characters that {@link Letters} does not have is left out
 * and reported, and so is a repeated id. If more are left out than is tolerated of broken examples,
 * the corpus is unusable.
 */
public final class RecordingValidator {

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

  /**
   * Checks the utterances of a split.
   *
   * @param where how to name the split to the user, such as the path of its list
   * @param listed as the corpus has them
   * @return those that can be used, in the same order, their transcripts normalised
   */
  public List<Recording> usable(String where, List<Recording> listed) {
    List<Recording> kept = new ArrayList<>();
    ProblemSample twice = new ProblemSample();
    ProblemSample silent = new ProblemSample();
    ProblemSample missing = new ProblemSample();
    Map<String, ProblemSample> foreign = new TreeMap<>();
    for (Recording recording : listed) {
      String transcript = Transcripts.normalised(recording.transcript());
      String character = Transcripts.foreign(transcript).orElse("");
      if (!ids.add(recording.id())) {
        twice.add(recording.id());
      } else if (transcript.isEmpty()) {
        silent.add(recording.id());
      } else if (!character.isEmpty()) {
        foreign.computeIfAbsent(character, first -> new ProblemSample()).add(recording.id());
      } else if (!Files.isRegularFile(recording.file())) {
        missing.add(recording.file().toString());
      } else {
        kept.add(new Recording(recording.id(), recording.speaker(), transcript, recording.file()));
      }
    }
    int total = listed.size();
    report(where, twice, total, "%d utterances are listed twice (%s); the first of each counts");
    report(where, silent, total, "%d transcripts are empty (%s); write what is said");
    report(where, missing, total, "%d audio files are missing (%s); copy them there");
    reportForeign(where, foreign, total);
    return kept;
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

  /** One line for each character; the tolerated share applies to all of them together. */
  private void reportForeign(String where, Map<String, ProblemSample> foreign, int total) {
    int all = foreign.values().stream().mapToInt(ProblemSample::count).sum();
    foreign.forEach(
        (character, utterances) ->
            problems.addTolerated(
                all,
                total,
                "%s: %d transcripts have %s, which is not one of a-z, space or apostrophe (%s); write it as words"
                    .formatted(where, utterances.count(), character, utterances)));
  }
}
