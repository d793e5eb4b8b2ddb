package org.dsd4j.datasets.caption;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How alike the captions of one picture are: BLEU-4 of the first against the others. */
public final class CaptionAgreement {

  private static final int LONGEST = 4;

  private CaptionAgreement() {}

  /** Corpus BLEU-4 in per cent, no brevity penalty, no smoothing. */
  public static double bleuOfFirstAgainstOthers(CaptionedPictures pictures) {
    double logs = 0;
    for (int n = 1; n <= LONGEST; n++) {
      long matched = 0;
      long all = 0;
      for (int i = 0; i < pictures.size(); i++) {
        List<List<String>> captions = pictures.captions(i);
        Map<List<String>, Integer> most = new HashMap<>();
        for (List<String> other : captions.subList(1, captions.size())) {
          grams(other, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
        }
        for (Map.Entry<List<String>, Integer> gram : grams(captions.get(0), n).entrySet()) {
          matched += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
          all += gram.getValue();
        }
      }
      logs += Math.log((double) matched / all);
    }
    return 100 * Math.exp(logs / LONGEST);
  }

  private static Map<List<String>, Integer> grams(List<String> words, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
