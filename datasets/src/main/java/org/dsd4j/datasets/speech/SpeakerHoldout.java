package org.dsd4j.datasets.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A validation split for a corpus that has none: every tenth speaker in the order of the alphabet,
 * all of whose utterances are set aside. Where there are fewer than ten speakers, or they are not
 * known, every tenth utterance is. No chance is involved, so all runs have the same split.
 *
 * @param train what remains, in its order
 * @param validation what is set aside, in its order; empty if the corpus has fewer than ten
 *     utterances
 * @param how what was done, for a description
 */
public record SetAside(List<Recording> train, List<Recording> validation, String how) {

  private static final int EVERY = 10;

  /** Copies. */
  public SetAside {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
  }

  /**
   * Splits.
   *
   * @param recordings all of the training split
   * @return two disjoint lists
   */
  public static SetAside of(List<Recording> recordings) {
    List<String> speakers =
        new ArrayList<>(
            recordings.stream()
                .map(Recording::speaker)
                .collect(Collectors.toCollection(TreeSet::new)));
    speakers.remove("");
    if (speakers.size() < EVERY) {
      List<Recording> train = new ArrayList<>();
      List<Recording> validation = new ArrayList<>();
      for (int i = 0; i < recordings.size(); i++) {
        (isTenth(i) ? validation : train).add(recordings.get(i));
      }
      return new SetAside(
          train, validation, "every tenth training utterance set aside for validation");
    }
    Set<String> aside =
        IntStream.range(0, speakers.size())
            .filter(SetAside::isTenth)
            .mapToObj(speakers::get)
            .collect(Collectors.toSet());
    return new SetAside(
        recordings.stream().filter(one -> !aside.contains(one.speaker())).toList(),
        recordings.stream().filter(one -> aside.contains(one.speaker())).toList(),
        "%d of %d training speakers set aside for validation"
            .formatted(aside.size(), speakers.size()));
  }

  private static boolean isTenth(int index) {
    return index % EVERY == EVERY - 1;
  }
}
