package org.dsd4j.datasets.wsj;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.speech.FileUtterances;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.RecordingValidator;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/**
 * The Wall Street Journal corpora CSR-I (LDC93S6) and CSR-II (LDC94S13): read newspaper text, first
 * channel.
 *
 * <p>The folder holds {@code wsj0/} and {@code wsj1/}, or one folder for each disc ({@code
 * 11-1.1/wsj0/}, ...). The index files of the corpora say what belongs to a split:
 *
 * <table>
 *   <caption>Index files</caption>
 *   <tr><td>si84</td><td>wsj0/doc/indices/train/tr_s_wv1.ndx (7,138 utterances)</td></tr>
 *   <tr><td>si284</td><td>that and wsj1/doc/indices/si_tr_s.ndx (37,416)</td></tr>
 *   <tr><td>dev93</td><td>wsj1/doc/indices/h1_p0.ndx (503)</td></tr>
 *   <tr><td>eval93</td><td>wsj1/doc/indices/wsj1/eval/h1_p0.ndx (213)</td></tr>
 *   <tr><td>eval92</td><td>wsj0/doc/indices/test/nvp/si_et_20.ndx (333)</td></tr>
 * </table>
 *
 * <p>Training is si284 where both corpora are there, si84 where only the first is; then dev93 and
 * eval93 are missing, validation is empty and eval92 the only test. Speaker 401 of CSR-I is left
 * out of training, as in the usual recipes, which gives the counts above.
 *
 * <p>The LDC's files are compressed with shorten, which is not read. A {@code .wav} or {@code
 * .flac} beside a {@code .wv1} is used instead.
 */
public final class Wsj {

  private static final String SI84 = "wsj0/doc/indices/train/tr_s_wv1.ndx";
  private static final String SI200 = "wsj1/doc/indices/si_tr_s.ndx";
  private static final String DEV93 = "wsj1/doc/indices/h1_p0.ndx";
  private static final String EVAL93 = "wsj1/doc/indices/wsj1/eval/h1_p0.ndx";
  private static final String EVAL92 = "wsj0/doc/indices/test/nvp/si_et_20.ndx";
  private static final String LEFT_OUT = "wsj0/si_tr_s/401/";
  private static final int SPEAKER = 3; // characters of an id

  private final Path folder;
  private final Discs discs;
  private final DotFiles dots;
  private final DataProblems problems = new DataProblems();
  private final RecordingValidator validator = new RecordingValidator(problems);

  private Wsj(Path folder, Discs discs) {
    this.folder = folder;
    this.discs = discs;
    dots = new DotFiles(discs);
  }

  /**
   * Whether a folder has the layout of these corpora.
   *
   * @param folder any
   * @return whether the training index of CSR-I is there
   */
  public static boolean isIn(Path folder) {
    return Files.isDirectory(folder) && Discs.in(folder).find(SI84).isPresent();
  }

  /**
   * Opens the corpora and checks their files; none is decoded yet.
   *
   * @param folder in the layout above
   * @return the splits above; the primary test is eval93 where it is there
   * @throws DataException with one line for each problem that makes the corpus unusable
   */
  public static SpeechCorpus open(Path folder) {
    Discs discs = Files.isDirectory(folder) ? Discs.in(folder) : new Discs(List.of());
    if (discs.roots().isEmpty()) {
      throw new DataException(
          "%s: neither wsj0 nor wsj1 there or in a folder of a disc; give the folder of LDC93S6 and LDC94S13"
              .formatted(folder));
    }
    return new Wsj(folder, discs).corpus();
  }

  private SpeechCorpus corpus() {
    boolean both = discs.find(SI200).isPresent();
    List<Recording> train = new ArrayList<>(split(SI84));
    List<Recording> validation = List.of();
    List<TestSet> tests = new ArrayList<>();
    if (both) {
      train.addAll(split(SI200));
      validation = split(DEV93);
      tests.add(test("93", "WSJ'93 (eval93)", EVAL93));
    }
    tests.add(test("92", "WSJ'92 (eval92)", EVAL92));
    reportMalformedLines();
    int tested = tests.stream().mapToInt(test -> test.utterances().size()).sum();
    problems.throwIfFatal(train.size() + validation.size() + tested);
    return new Splits(
        "WSJ: %s, %d training utterances, %s"
            .formatted(
                both ? "si284" : "si84",
                train.size(),
                both ? "dev93 for validation" : "no validation split without wsj1"),
        new FileUtterances(train),
        new FileUtterances(validation),
        tests,
        problems.passedOver());
  }

  private TestSet test(String id, String label, String index) {
    return new TestSet(id, label, new FileUtterances(split(index)));
  }

  private List<Recording> split(String index) {
    Optional<TextList> found =
        TextList.require(
            discs.roots(),
            index,
            problems,
            "%s: no %s on any disc; copy the disc that has it".formatted(folder, index));
    if (found.isEmpty()) {
      return List.of();
    }
    List<Recording> listed = new ArrayList<>();
    ProblemSample withoutText = new ProblemSample();
    for (String line : found.get().lines()) {
      if (isUtterance(line)) {
        add(line, listed, withoutText);
      }
    }
    String where = found.get().file().toString();
    validator.report(
        where,
        withoutText,
        listed.size() + withoutText.count(),
        "%d utterances have no transcript in a .dot file (%s); copy the disc that has them");
    return validator.usable(where, listed, "copy its discs again");
  }

  private static boolean isUtterance(String line) {
    return !line.isEmpty()
        && !line.startsWith(";")
        && !line.endsWith(".wv2")
        && !Discs.path(line).contains(LEFT_OUT);
  }

  private void add(String line, List<Recording> listed, ProblemSample withoutText) {
    String id = Discs.id(Discs.path(line));
    Optional<String> transcript = dots.transcript(id);
    if (transcript.isEmpty()) {
      withoutText.add(id);
      return;
    }
    String speaker = id.substring(0, Math.min(SPEAKER, id.length()));
    listed.add(new Recording(id, speaker, transcript.get(), discs.sound(line)));
  }

  private void reportMalformedLines() {
    if (dots.malformed().any()) {
      // A note alone: the utterance that has no transcript because of it is counted as such.
      problems
          .tolerated()
          .add(
              "%s: %d lines of .dot files do not end in an id in parentheses (%s)"
                  .formatted(folder, dots.malformed().count(), dots.malformed()));
    }
  }
}
