package org.dsd4j.reproductions.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.PassedOver;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.TestSet;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.dsd4j.reproductions.recipe.RecipeRow;

/**
 * Synthesised speech that is made when the first utterance is asked for. Its description and the
 * size of each split follow from its settings alone. Safe for several threads.
 */
final class SynthesisedCorpus implements SpeechCorpus {
  private final SpokenSentences.Settings settings;
  private final Path cache;
  private final Utterances train;
  private final Utterances validation;
  private final TestSet test;
  private Optional<SpeechCorpus> made = Optional.empty();

  /**
   * Takes what is to be synthesised.
   *
   * @param settings sizes and voices
   * @param cache a folder that keeps the sound; made when it is needed
   */
  SynthesisedCorpus(SpokenSentences.Settings settings, Path cache) {
    this.settings = settings;
    this.cache = cache;
    train = new Split(settings.train(), SpeechCorpus::train);
    validation = new Split(settings.validation(), SpeechCorpus::validation);
    Utterances first = new Split(settings.test(), made -> made.tests().get(0).utterances());
    test = new TestSet("", "synthesised test", first);
  }

  private synchronized SpeechCorpus made() {
    if (made.isEmpty()) {
      made = Optional.of(SpokenSentences.corpus(settings, RecipeRow.CORPUS_SEED, cache));
    }
    return made.get();
  }

  @Override
  public String description() {
    return SpokenSentences.description(settings);
  }

  @Override
  public Utterances train() {
    return train;
  }

  @Override
  public Utterances validation() {
    return validation;
  }

  @Override
  public List<TestSet> tests() {
    return List.of(test);
  }

  @Override
  public PassedOver passedOver() {
    return PassedOver.NOTHING;
  }

  private final class Split implements Utterances {
    private final int size;
    private final Function<SpeechCorpus, Utterances> which;

    Split(int size, Function<SpeechCorpus, Utterances> which) {
      this.size = size;
      this.which = which;
    }

    private Utterances utterances() {
      return which.apply(made());
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public String id(int index) {
      return utterances().id(index);
    }

    @Override
    public String speaker(int index) {
      return utterances().speaker(index);
    }

    @Override
    public String transcript(int index) {
      return utterances().transcript(index);
    }

    @Override
    public double seconds(int index) {
      return utterances().seconds(index);
    }

    @Override
    public float[] samples(int index) throws BrokenExampleException {
      return utterances().samples(index);
    }
  }
}
