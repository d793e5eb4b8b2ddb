/**
 * The row of NeuralTalk: pictures become features, a recurrent model learns to say what is on them,
 * and BLEU compares what it says with what people said.
 *
 * <p>Where features come from is a {@link org.dsd4j.reproductions.caption.FeatureMaker}; to add a
 * source, write one more.
 */
package org.dsd4j.reproductions.caption;
