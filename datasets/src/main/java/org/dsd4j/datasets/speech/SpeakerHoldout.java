package org.dsd4j.datasets.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dsd4j.datasets.Holdout;

/**
 * A validation split for a corpus that has none: all utterances of every tenth speaker in
 * alphabetical order. If there are fewer than ten speakers, or they are unknown, it is every tenth
 * utterance. Nothing is random, so all runs have the same split.
 *
 * @param train the remaining utterances, in their order
 * @param validation those held out, in their order; empty if the corpus has fewer than ten
 *     utterances
 * @param how how the split was made, for the description of the corpus
 */
public record SpeakerHoldout(List<Recording> train, List<Recording> validation, String how) {

  /** Copies. */
  public SpeakerHoldout {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
  }

  /**
   * Splits.
   *
   * @param recordings all of the training split
   * @return two disjoint lists
   */
  public static SpeakerHoldout of(List<Recording> recordings) {
    List<String> speakers = recordings.stream().map(Recording::speaker).toList();
    Set<String> heldOut = Holdout.everyTenthGroup(speakers);
    if (heldOut.isEmpty()) {
      return everyTenthUtterance(recordings);
    }
    long known = speakers.stream().filter(speaker -> !speaker.isEmpty()).distinct().count();
    Map<Boolean, List<Recording>> byHoldout =
        recordings.stream()
            .collect(Collectors.partitioningBy(one -> heldOut.contains(one.speaker())));
    return new SpeakerHoldout(
        byHoldout.get(false),
        byHoldout.get(true),
        "%d of %d training speakers set aside for validation".formatted(heldOut.size(), known));
  }

  private static SpeakerHoldout everyTenthUtterance(List<Recording> recordings) {
    List<Recording> train = new ArrayList<>();
    List<Recording> validation = new ArrayList<>();
    boolean[] heldOut = Holdout.everyTenth(recordings.size());
    for (int i = 0; i < heldOut.length; i++) {
      (heldOut[i] ? validation : train).add(recordings.get(i));
    }
    return new SpeakerHoldout(
        train, validation, "every tenth training utterance set aside for validation");
  }
}
