package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * A folder that holds one file or folder for each split: those that begin with {@code train}, those
 * for validation ({@code dev}, {@code valid}, {@code validation}, and {@code dev_clean} and its
 * kind), of which the first in alphabetical order is read, and one or more that begin with {@code
 * test}. Splits of other names are not read, which the corpus says. How a split is stored is up to
 * the subclass. Without a validation split, {@link SpeakerHoldout} makes one.
 */
abstract class SplitFolder {

  static final String TRAIN = "train";

  private static final Pattern VALIDATION = Pattern.compile("(dev|valid|validation|val)([_.-].*)?");
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

  /** Whether a split is one to learn from; all of them are. */
  boolean isTraining(String name) {
    return name.equals(TRAIN);
  }

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
    List<Recording> train = new ArrayList<>();
    List<Recording> validation = List.of();
    Map<String, List<Recording>> tests = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    List<String> names = splitNames();
    // Training first: an id that stands in several splits counts in the first of them.
    names.stream().filter(this::isTraining).forEach(name -> train.addAll(split(name)));
    String chosen = names.stream().filter(VALIDATION.asMatchPredicate()).findFirst().orElse("");
    for (String name : names) {
      if (name.equals(chosen)) {
        validation = split(name);
      } else if (name.startsWith(TEST)) {
        tests.put(name, split(name));
      } else if (!isTraining(name)) {
        unused.add(name);
      }
    }
    reportUnused(unused);
    if (tests.isEmpty()) {
      problems
          .fatal()
          .add("%s: no test split; add one beside train%s".formatted(folder, others(unused)));
    }
    int tested = tests.values().stream().mapToInt(List::size).sum();
    problems.throwIfFatal(train.size() + validation.size() + tested);
    return corpus(train, validation, tests);
  }

  private static String others(List<String> unused) {
    return unused.isEmpty() ? "" : ", or call one of the others test: " + String.join(", ", unused);
  }

  private void reportUnused(List<String> unused) {
    if (!unused.isEmpty()) {
      problems
          .tolerated()
          .add(
              "%s: not read, since they are neither train nor the first for validation nor test: %s"
                  .formatted(folder, String.join(", ", unused)));
    }
  }

  private List<String> splitNames() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.flatMap(entry -> splitName(entry).stream()).sorted().toList();
    } catch (IOException failure) {
      throw DataException.unlistable(folder, failure);
    }
  }

  private SpeechCorpus corpus(
      List<Recording> all, List<Recording> validation, Map<String, List<Recording>> tests) {
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

  private static List<TestSet> testSets(Map<String, List<Recording>> tests) {
    List<TestSet> sets = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, List<Recording>> test : tests.entrySet()) {
      String id = tests.size() == 1 ? "" : unique(id(test.getKey()), ids);
      ids.add(id);
      sets.add(new TestSet(id, test.getKey(), new FileUtterances(test.getValue())));
    }
    return sets;
  }

  /**
   * What follows "test" in its name, in the characters that names of figures and files have: {@code
   * v1-0} of {@code test_v1.0}.
   */
  private static String id(String name) {
    String rest = name.substring(TEST.length()).replaceAll("^[_.-]+", "");
    String safe = rest.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    return safe.isEmpty() ? TEST : safe;
  }

  /** Such as {@code a-2} where another set is called {@code a} already. */
  private static String unique(String id, List<String> taken) {
    String free = id;
    for (int i = 2; taken.stream().anyMatch(free::equalsIgnoreCase); i++) {
      free = id + "-" + i;
    }
    return free;
  }
}
