package org.dsd4j.datasets.spoken;

import static org.dsd4j.datasets.drawing.Ranges.require;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.PassedOver;
import org.dsd4j.datasets.Seeds;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/**
 * Short English sentences that FreeTTS speaks with many voices in many rooms: commands, places,
 * times, numbers, names and things. Nothing is downloaded; about 100 sentences are synthesised per
 * second.
 *
 * <p>Each split has voices of its own, drawn from the same ranges: pitch 85 to 235 Hz, 180 to 240
 * words a minute, a vocal tract that puts the formants at 0.87 to 1.17 times FreeTTS's, loudness
 * and echoes. White or pink noise is drawn for each utterance. No sentence of a split occurs in
 * another split: a hash of its words decides in which split it may occur.
 */
public final class SpokenSentences {

  // Streams of the seed of a corpus.
  private static final int BELONGS = 100;

  // Streams of the seed of a split.
  private static final int VOICES = 0;
  private static final int UTTERANCES = 1;

  private static final int HASH_SHARES = 10;
  private static final int MOST_DRAWS = 10_000;

  private SpokenSentences() {}

  /** The splits; each owns the sentences whose hash, modulo 10, falls into its range. */
  private enum Part {
    VALIDATION(0, 1),
    TEST(1, 3),
    TRAIN(3, HASH_SHARES);

    private final int from;
    private final int to;

    Part(int from, int to) {
      this.from = from;
      this.to = to;
    }

    boolean owns(int share) {
      return share >= from && share < to;
    }
  }

  /**
   * What to generate.
   *
   * @param train utterances to learn from, at least 1
   * @param validation utterances to choose on, at least 0
   * @param test utterances to report on, at least 1
   * @param shortest words of the shortest sentence, at least 3
   * @param longest words of the longest sentence, at most 6
   * @param vocabulary most distinct words, at least 40; the grammar has 284 in all
   * @param trainVoices voices of the training split, at least 1
   * @param testVoices voices of the test split, and as many others of the validation split
   * @param signalToNoise of the noisiest utterance, in dB; the least noisy has 15 dB more; infinite
   *     for no noise at all
   */
  public record Settings(
      int train,
      int validation,
      int test,
      int shortest,
      int longest,
      int vocabulary,
      int trainVoices,
      int testVoices,
      double signalToNoise) {

    /**
     * Checks each range.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Settings {
      require("train", train, 1, 100_000);
      require("validation", validation, 0, 100_000);
      require("test", test, 1, 100_000);
      require("shortest", shortest, 3, 6);
      require("longest", longest, shortest, 6);
      require("vocabulary", vocabulary, 40, 1_000);
      require("trainVoices", trainVoices, 1, 100_000);
      require("testVoices", testVoices, 1, 100_000);
      require("signalToNoise", signalToNoise, -10, Double.POSITIVE_INFINITY);
    }

    /**
     * Sentences of three to six words out of up to 250, in 64 voices, with noise from 15 to 30 dB.
     *
     * @return the default
     */
    public static Settings standard() {
      return new Settings(2000, 200, 400, 3, 6, 250, 64, 16, 15);
    }

    /**
     * The same with other numbers of utterances.
     *
     * @param newTrain utterances to learn from
     * @param newValidation utterances to choose on
     * @param newTest utterances to report on
     * @return a copy
     */
    public Settings withCounts(int newTrain, int newValidation, int newTest) {
      return new Settings(
          newTrain,
          newValidation,
          newTest,
          shortest,
          longest,
          vocabulary,
          trainVoices,
          testVoices,
          signalToNoise);
    }

    /**
     * The same with another vocabulary.
     *
     * @param newVocabulary most distinct words
     * @return a copy
     */
    public Settings withVocabulary(int newVocabulary) {
      return new Settings(
          train,
          validation,
          test,
          shortest,
          longest,
          newVocabulary,
          trainVoices,
          testVoices,
          signalToNoise);
    }

    /**
     * The same with other numbers of voices.
     *
     * @param newTrainVoices of the training split
     * @param newTestVoices of each of the two others
     * @return a copy
     */
    public Settings withVoices(int newTrainVoices, int newTestVoices) {
      return new Settings(
          train,
          validation,
          test,
          shortest,
          longest,
          vocabulary,
          newTrainVoices,
          newTestVoices,
          signalToNoise);
    }

    /**
     * The same with other noise.
     *
     * @param newSignalToNoise of the noisiest utterance, in dB
     * @return a copy
     */
    public Settings withSignalToNoise(double newSignalToNoise) {
      return new Settings(
          train,
          validation,
          test,
          shortest,
          longest,
          vocabulary,
          trainVoices,
          testVoices,
          newSignalToNoise);
    }
  }

  /**
   * Generates a corpus, or takes it from the cache. Sound and text depend on settings and seed
   * alone.
   *
   * @param settings what to generate
   * @param seed any; another seed gives other sentences and voices of the same kind
   * @param cacheFolder keeps the sound, one file for each settings and seed; made if missing
   * @return three splits, without problems
   * @throws DataException if the cache cannot be written
   * @throws IllegalArgumentException if the grammar has no sentences of the wanted lengths in the
   *     wanted vocabulary
   */
  public static SpeechCorpus corpus(Settings settings, long seed, Path cacheFolder) {
    SentenceGrammar phrases =
        SentenceGrammar.of(settings.vocabulary(), settings.shortest(), settings.longest());
    List<ScriptLine> script = new ArrayList<>();
    script.addAll(lines(Part.TRAIN, settings.train(), settings.trainVoices(), phrases, seed));
    int validationFrom = script.size();
    script.addAll(
        lines(Part.VALIDATION, settings.validation(), settings.testVoices(), phrases, seed));
    int testFrom = script.size();
    script.addAll(lines(Part.TEST, settings.test(), settings.testVoices(), phrases, seed));
    CachedUtterances recordings = SpeechCache.open(cacheFolder, script, settings.signalToNoise());
    return new Splits(
        description(settings),
        recordings.part(0, validationFrom),
        recordings.part(validationFrom, testFrom),
        List.of(new TestSet("", "synthesised test", recordings.part(testFrom, script.size()))),
        PassedOver.NOTHING);
  }

  /**
   * Describes a corpus without synthesising it.
   *
   * @param settings what would be generated
   * @return the {@link SpeechCorpus#description()} of a corpus of these settings
   */
  public static String description(Settings settings) {
    SentenceGrammar phrases =
        SentenceGrammar.of(settings.vocabulary(), settings.shortest(), settings.longest());
    return "%d synthesised sentences out of %d words, %d training and 2 x %d other voices"
        .formatted(
            settings.train() + settings.validation() + settings.test(),
            phrases.vocabulary().size(),
            settings.trainVoices(),
            settings.testVoices());
  }

  private static List<ScriptLine> lines(
      Part part, int count, int voices, SentenceGrammar phrases, long seed) {
    long own = Seeds.derive(seed, part.from);
    String name = part.name().toLowerCase(Locale.ROOT);
    List<Person> speakers = new ArrayList<>();
    for (int i = 0; i < voices; i++) {
      SeededRandom random = new SeededRandom(Seeds.derive(Seeds.derive(own, VOICES), i));
      speakers.add(Person.draw("%s-voice-%03d".formatted(name, i), random));
    }
    List<ScriptLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long lineSeed = Seeds.derive(Seeds.derive(own, UTTERANCES), i);
      String sentence = owned(part, phrases, new SeededRandom(lineSeed), seed);
      lines.add(
          new ScriptLine(
              "%s-%05d".formatted(name, i), sentence, speakers.get(i % voices), lineSeed));
    }
    return lines;
  }

  private static String owned(Part part, SentenceGrammar phrases, SeededRandom random, long seed) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      String sentence = phrases.draw(random);
      long hash = Seeds.derive(Seeds.derive(seed, BELONGS), sentence.hashCode());
      if (part.owns((int) Long.remainderUnsigned(hash, HASH_SHARES))) {
        return sentence;
      }
    }
    throw new IllegalArgumentException(
        "the grammar has too few sentences for a split of its own; allow more words");
  }
}
