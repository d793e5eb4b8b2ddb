package org.dsd4j.reproductions.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.datasets.speech.Utterances;

/**
 * Training utterances with fewer frames than CTC needs: one for each letter, and one more between
 * two letters that are alike. The loss passes over them.
 */
final class ShortUtterances {
  private static final int NAMED = 3;

  private final List<String> ids;

  ShortUtterances(Utterances utterances, int stride) {
    this.ids =
        IntStream.range(0, utterances.size())
            .filter(i -> frames(utterances, i, stride) < needed(utterances.transcript(i)))
            .mapToObj(utterances::id)
            .toList();
  }

  private static int frames(Utterances utterances, int index, int stride) {
    int frames = Spectrogram.frames((int) Math.round(utterances.seconds(index) * Utterances.RATE));
    return (frames + stride - 1) / stride;
  }

  static int needed(String transcript) {
    int needed = transcript.length();
    for (int i = 1; i < transcript.length(); i++) {
      if (transcript.charAt(i) == transcript.charAt(i - 1)) {
        needed++;
      }
    }
    return needed;
  }

  /** One line, or none when there are none. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!ids.isEmpty()) {
      problems.add(
          ids.size()
              + " training utterances are too short for their transcripts, so that the loss passes"
              + " over them: "
              + ids.stream().limit(NAMED).collect(Collectors.joining(", "))
              + (ids.size() > NAMED ? ", ..." : ""));
    }
    return problems;
  }
}
