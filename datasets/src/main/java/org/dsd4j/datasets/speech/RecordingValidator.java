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
 * Checks what a corpus lists and keeps what can be trained on. An utterance without a file, without
 * words or with characters that {@link Letters} does not have is left out and told of; so is an id
 * that stands twice. What is left out more often than broken examples may be makes the corpus
 * unusable.
 */
public final class RecordingValidator {

  private final DataProblems problems;
  private final Set<String> ids = new HashSet<>();

  /**
   * Checks for one corpus.
   *
   * @param problems gets a line for each kind of problem
   */
  public RecordingValidator(DataProblems problems) {
    this.problems = problems;
  }

  /**
   * Checks the utterances of a split.
   *
   * @param where the split for a person, such as the path of its list
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
    int of = listed.size();
    report(where, twice, of, "%d utterances are listed twice (%s); the first of each counts");
    report(where, silent, of, "%d transcripts are empty (%s); write what is said");
    report(where, missing, of, "%d files of sound are missing (%s); copy them there");
    tellForeign(where, foreign, of);
    return kept;
  }

  /**
   * Tells of what stands on one side only.
   *
   * @param where the split for a person
   * @param what the tally
   * @param of how many there could be
   * @param line a format of the count and the names
   */
  public void report(String where, ProblemSample what, int of, String line) {
    problems.addTolerated(what, of, where + ": " + line.formatted(what.count(), what));
  }

  /** One line for each character; together they must be as rare as anything else. */
  private void tellForeign(String where, Map<String, ProblemSample> foreign, int of) {
    int all = foreign.values().stream().mapToInt(ProblemSample::count).sum();
    foreign.forEach(
        (character, utterances) ->
            problems.addTolerated(
                all,
                of,
                "%s: %d transcripts have %s, which is not one of a-z, space or apostrophe (%s); write it as words"
                    .formatted(where, utterances.count(), character, utterances)));
  }
}
