package org.dsd4j.datasets.speechfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.Holdout;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.speech.FileUtterances;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.RecordingValidator;
import org.dsd4j.datasets.speech.SoundPath;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/**
 * The LJ Speech dataset: one speaker, 13,100 sentences. {@code metadata.csv} has a line {@code
 * id|transcript|normalised transcript} for each, in the last of which numbers are words; the sound
 * is {@code wavs/<id>.wav}. It has no splits: every tenth sentence is the test, and of the others
 * every tenth is for validation.
 */
public final class LjSpeech {

  private static final String LIST = "metadata.csv";
  private static final String SOUNDS = "wavs";

  private LjSpeech() {}

  /**
   * Whether a folder has this layout.
   *
   * @param folder any
   * @return whether its list and its folder of sounds are there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(LIST)) && Files.isDirectory(folder.resolve(SOUNDS));
  }

  /**
   * Opens a folder and checks its files; no sound is decoded yet.
   *
   * @param folder in the layout above
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    DataProblems problems = new DataProblems();
    RecordingValidator validator = new RecordingValidator(problems);
    TextList list =
        TextList.require(List.of(folder), LIST, problems, "%s: no %s".formatted(folder, LIST))
            .orElseThrow(() -> DataException.of(problems.fatal()));
    String where = list.file().toString();
    List<Recording> all = validator.usable(where, listed(list, validator), "unpack it again");
    List<Recording> learned = new ArrayList<>();
    List<Recording> tested = new ArrayList<>();
    boolean[] heldOut = Holdout.everyTenth(all.size());
    for (int i = 0; i < heldOut.length; i++) {
      (heldOut[i] ? tested : learned).add(all.get(i));
    }
    if (tested.isEmpty() && problems.fatal().isEmpty()) {
      problems
          .fatal()
          .add(
              "%s: %d utterances are too few to set every tenth aside as the test; give at least 10"
                  .formatted(where, all.size()));
    }
    problems.throwIfFatal(all.size());
    SpeakerHoldout train = SpeakerHoldout.of(learned);
    return new Splits(
        "LJ Speech: %d training utterances of one speaker; every tenth of all is the test; %s"
            .formatted(train.train().size(), train.how()),
        new FileUtterances(train.train()),
        new FileUtterances(train.validation()),
        List.of(new TestSet("", "every tenth utterance", new FileUtterances(tested))),
        problems.passedOver());
  }

  private static List<Recording> listed(TextList list, RecordingValidator validator) {
    List<Recording> listed = new ArrayList<>();
    ProblemSample malformed = new ProblemSample();
    Path sounds = list.file().resolveSibling(SOUNDS);
    for (int i = 0; i < list.lines().size(); i++) {
      String[] parts = list.lines().get(i).split("\\|", -1);
      if (parts.length == 2 || parts.length == 3) {
        String id = parts[0].strip();
        listed.add(
            new Recording(id, "", parts[parts.length - 1], SoundPath.in(sounds, id + ".wav")));
      } else if (!list.lines().get(i).isEmpty()) {
        malformed.add("line " + (i + 1));
      }
    }
    validator.report(
        list.file().toString(),
        malformed,
        list.lines().size(),
        "%d lines do not have 2 or 3 cells with | between (%s)");
    return listed;
  }
}
