package org.dsd4j.datasets.speechfolder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.dsd4j.datasets.Complaints;
import org.dsd4j.datasets.speech.FileUtterances;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.SetAside;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/** Makes a corpus of the splits of a folder, once all of them were read. */
final class Assembly {

  static final List<String> VALIDATION_NAMES = List.of("dev", "valid", "validation");

  private static final String TEST = "test";

  private Assembly() {}

  /**
   * Puts the splits together.
   *
   * @param validation empty if the folder has none
   * @param tests by the names of their files or folders
   */
  static SpeechCorpus corpus(
      Path folder,
      List<Recording> all,
      List<Recording> validation,
      SortedMap<String, List<Recording>> tests,
      Complaints complaints) {
    if (tests.isEmpty()) {
      complaints.fatal().add("%s: no test split; add one beside train".formatted(folder));
    }
    complaints.throwIfFatal();
    SetAside aside = SetAside.of(all);
    boolean own = !validation.isEmpty();
    List<TestSet> sets = new ArrayList<>();
    for (Map.Entry<String, List<Recording>> test : tests.entrySet()) {
      String id = test.getKey().substring(TEST.length()).replaceAll("^[_.-]+", "");
      sets.add(
          new TestSet(tests.size() == 1 ? "" : id, test.getKey(), utterances(test.getValue())));
    }
    List<Recording> train = own ? all : aside.train();
    return new Splits(
        "%s: %d training utterances; %s"
            .formatted(
                folder.getFileName(),
                train.size(),
                own ? "a validation split of its own" : aside.how()),
        utterances(train),
        utterances(own ? validation : aside.validation()),
        sets,
        complaints.passedOver());
  }

  static boolean isTest(String name) {
    return name.startsWith(TEST);
  }

  private static FileUtterances utterances(List<Recording> recordings) {
    return new FileUtterances(recordings);
  }
}
