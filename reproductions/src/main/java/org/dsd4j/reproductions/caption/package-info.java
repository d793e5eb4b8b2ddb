/**
 * The row of NeuralTalk: pictures become features, a recurrent model learns to caption them, and
 * BLEU compares its captions with those that people wrote.
 *
 * <p>{@code CaptionRecipe} is how the model is trained at a scale, {@code CaptionSource} opens the
 * corpus of a scale and says where features come from, {@code CaptionExperiment} makes a run of it.
 * {@link org.dsd4j.reproductions.caption.Captioner} uses a finished run. Where features come from
 * is a {@link org.dsd4j.reproductions.caption.FeatureExtractor}; to add a source, write one more.
 * One of them takes features from a network of an image row: the only use that one domain makes of
 * another.
 */
package org.dsd4j.reproductions.caption;
