package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.speech.FileUtterances;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.RecordingValidator;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/**
 * A folder that holds one file or folder for each split: {@code train}, at most one validation
 * split that is read, and one or more whose names begin with {@code test}. How a split is stored is
 * up to the subclass. Without a validation split, {@link SpeakerHoldout} makes one.
 */
abstract class SplitFolder {

  static final String TRAIN = "train";

  private static final List<String> VALIDATION = List.of("dev", "valid", "validation");
  private static final String TEST = "test";

  private final Path folder;
  private final DataProblems problems = new DataProblems();
  private final RecordingValidator validator = new RecordingValidator(problems);

  SplitFolder(Path folder) {
    this.folder = folder;
  }

  /** Name of the split that an entry of the folder holds, if it holds one. */
  abstract Optional<String> splitName(Path entry);

  /** Reads a split; adds a line to the problems for whatever is wrong with it. */
  abstract List<Recording> split(String name);

  final Path folder() {
    return folder;
  }

  final DataProblems problems() {
    return problems;
  }

  final RecordingValidator validator() {
    return validator;
  }

  /**
   * Reads all splits.
   *
   * @throws DataException with one line for each problem that makes the folder unusable
   */
  final SpeechCorpus corpus() {
    List<Recording> train = split(TRAIN);
    List<Recording> validation = List.of();
    SortedMap<String, List<Recording>> tests = new TreeMap<>();
    for (String name : splitNames()) {
      if (VALIDATION.contains(name) && validation.isEmpty()) {
        validation = split(name);
      } else if (name.startsWith(TEST)) {
        tests.put(name, split(name));
      }
    }
    if (tests.isEmpty()) {
      problems.fatal().add("%s: no test split; add one beside train".formatted(folder));
    }
    int tested = tests.values().stream().mapToInt(List::size).sum();
    problems.throwIfFatal(train.size() + validation.size() + tested);
    return corpus(train, validation, tests);
  }

  private List<String> splitNames() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.flatMap(entry -> splitName(entry).stream()).sorted().toList();
    } catch (IOException failure) {
      throw DataException.unlistable(folder, failure);
    }
  }

  private SpeechCorpus corpus(
      List<Recording> all, List<Recording> validation, SortedMap<String, List<Recording>> tests) {
    SpeakerHoldout holdout =
        validation.isEmpty()
            ? SpeakerHoldout.of(all)
            : new SpeakerHoldout(all, validation, "a validation split of its own");
    return new Splits(
        "%s: %d training utterances; %s"
            .formatted(folder.getFileName(), holdout.train().size(), holdout.how()),
        new FileUtterances(holdout.train()),
        new FileUtterances(holdout.validation()),
        testSets(tests),
        problems.passedOver());
  }

  // A single test set needs no id; of several, each is called what follows "test" in its name.
  private static List<TestSet> testSets(SortedMap<String, List<Recording>> tests) {
    List<TestSet> sets = new ArrayList<>();
    for (Map.Entry<String, List<Recording>> test : tests.entrySet()) {
      String name = test.getKey();
      String id = tests.size() == 1 ? "" : name.substring(TEST.length()).replaceAll("^[_.-]+", "");
      sets.add(new TestSet(id, name, new FileUtterances(test.getValue())));
    }
    return sets;
  }
}
