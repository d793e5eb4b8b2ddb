package org.dsd4j.reproductions.caption;

import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reports.record.Deviation;

/**
 * The caption row at a scale, settled.
 *
 * @param corpus the captioned pictures
 * @param vocabulary of its training captions
 * @param features what the model sees of a picture
 * @param recipe how it is trained, with the plan as it was asked for
 * @param beam of the decoder, at least 1
 * @param pictureSide of the example pictures in the report, in pixels; 0 where there are none
 * @param settings further settings that decide what is computed
 * @param deviations the departures from the paper
 */
record CaptionSetup(
    CaptionCorpus corpus,
    Vocabulary vocabulary,
    FeatureMaker features,
    CaptionRecipe recipe,
    int beam,
    int pictureSide,
    Map<String, String> settings,
    List<Deviation> deviations) {}
