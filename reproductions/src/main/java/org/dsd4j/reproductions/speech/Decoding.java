package org.dsd4j.reproductions.speech;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.language.ArpaModel;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.djl.kit.ctc.CtcBeamDecoder;
import org.dsd4j.djl.kit.ctc.CtcDecoder;
import org.dsd4j.djl.kit.ctc.CtcGreedyDecoder;
import org.dsd4j.djl.kit.ctc.WordModel;
import org.dsd4j.reproductions.row.PlanWords;
import org.dsd4j.reproductions.row.UsageException;

/**
 * How letters are decoded from the outputs of a network.
 *
 * @param decoder finds them
 * @param words the decoder in words
 */
record Decoding(CtcDecoder decoder, String words) {
  /** The weight of a language model and what each word adds: the middle of what is usual. */
  private static final double MODEL_WEIGHT = 1;

  private static final double WORD_BONUS = 1;

  /** The paper's "max decoding". */
  private static final String GREEDY = "greedy";

  /**
   * Chooses a decoder.
   *
   * @param beam the beginnings that are kept; 1 is greedy
   * @param languageModel an ARPA file; empty for none
   * @throws UsageException when a language model is given to the greedy decoder, which cannot use
   *     it
   */
  static Decoding of(int beam, Optional<Path> languageModel) {
    if (beam == 1) {
      if (languageModel.isPresent()) {
        throw new UsageException(
            "greedy decoding has no use for a language model: give --beam K with K above 1, such as"
                + " 32, or leave out --lm");
      }
      return new Decoding(new CtcGreedyDecoder(Letters.BLANK), GREEDY);
    }
    CtcBeamDecoder decoder = new CtcBeamDecoder(Letters.BLANK, beam);
    return new Decoding(
        languageModel.map(file -> with(decoder, ArpaModel.read(file))).orElse(decoder),
        words(beam, languageModel));
  }

  private static CtcBeamDecoder with(CtcBeamDecoder decoder, ArpaModel model) {
    return decoder.with(scored(model), texts(), Letters.encode(" ")[0], MODEL_WEIGHT, WORD_BONUS);
  }

  /** The decoder in words. */
  static String words(int beam, Optional<Path> languageModel) {
    if (beam == 1) {
      return GREEDY;
    }
    return "beam of "
        + beam
        + languageModel
            .map(
                file ->
                    " with the language model "
                        + file.getFileName()
                        + ", weight "
                        + PlanWords.decimal(MODEL_WEIGHT)
                        + ", word bonus "
                        + PlanWords.decimal(WORD_BONUS))
            .orElse("");
  }

  /** A sentence starts with {@code <s>}; the model counts in decadic logarithms. */
  private static WordModel scored(ArpaModel model) {
    double perDecade = Math.log(10);
    return (history, word) -> {
      List<String> before = new ArrayList<>();
      before.add("<s>");
      before.addAll(history);
      return model.log10(before, word) * perDecade;
    };
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts.add("");
    for (int code = Letters.BLANK + 1; code < Letters.COUNT; code++) {
      texts.add(Letters.decode(new int[] {code}));
    }
    return texts;
  }
}
