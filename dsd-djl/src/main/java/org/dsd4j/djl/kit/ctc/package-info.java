/**
 * Kit: connectionist temporal classification, which trains on sequences whose labels are not
 * aligned in time.
 *
 * <p>For each frame a network gives the probability of each symbol and of the blank, which stands
 * for no symbol. A path has one symbol for each frame; its labelling follows by merging repeats and
 * dropping blanks. {@link org.dsd4j.djl.kit.ctc.CtcLoss} is the loss for DJL, {@link
 * org.dsd4j.djl.kit.ctc.CtcGradient} its computation in plain Java, and a {@link
 * org.dsd4j.djl.kit.ctc.CtcDecoder} finds the labelling: {@link
 * org.dsd4j.djl.kit.ctc.CtcGreedyDecoder} the one of the best path, {@link
 * org.dsd4j.djl.kit.ctc.CtcBeamDecoder} the best labelling over all its paths, with or without a
 * {@link org.dsd4j.djl.kit.ctc.WordModel}. To add a decoder, implement that interface and compare
 * it with all labellings of a tiny case, as {@code CtcDecoderTest} does.
 */
package org.dsd4j.djl.kit.ctc;
