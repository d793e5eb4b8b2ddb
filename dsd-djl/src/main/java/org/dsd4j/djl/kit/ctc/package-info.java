/**
 * Kit: connectionist temporal classification, which is training on sequences whose labels have no
 * times.
 *
 * <p>A network says for each frame how likely each symbol is, or the blank, which stands for
 * nothing. A labelling is read off a path of symbols, one a frame, by merging repeats and dropping
 * blanks. {@link org.dsd4j.djl.kit.ctc.CtcLoss} is the loss for DJL, {@link
 * org.dsd4j.djl.kit.ctc.CtcGradient} its computation in plain Java, and a {@link
 * org.dsd4j.djl.kit.ctc.CtcDecoder} finds the labelling: {@link
 * org.dsd4j.djl.kit.ctc.CtcGreedyDecoder} the one of the best path, {@link
 * org.dsd4j.djl.kit.ctc.CtcBeamDecoder} the best labelling over all its paths, with or without a
 * {@link org.dsd4j.djl.kit.ctc.WordModel}. To add a decoder, implement that interface and hold it
 * against all labellings of a tiny case, as {@code CtcDecoderTest} does.
 */
package org.dsd4j.djl.kit.ctc;
