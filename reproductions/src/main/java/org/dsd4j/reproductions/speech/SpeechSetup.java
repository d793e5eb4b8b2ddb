package org.dsd4j.reproductions.speech;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.SpeechNetwork;

/**
 * A speech row at a scale, settled.
 *
 * @param row the row's id
 * @param name of the network
 * @param corpus what it hears
 * @param recipe how it is trained
 * @param network makes it
 * @param figureLayer the parameter whose distribution is shown
 * @param decoding finds the letters of an utterance
 * @param settings what decides the result beside recipe and corpus
 * @param deviations from the paper
 */
record SpeechSetup(
    String row,
    String name,
    SpeechCorpus corpus,
    SpeechRecipe recipe,
    Function<SpeechRecipe.Size, SpeechNetwork> network,
    String figureLayer,
    Decoding decoding,
    Map<String, String> settings,
    List<Deviation> deviations) {}
