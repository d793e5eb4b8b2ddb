/**
 * Scores of sentences: how close captions come to their references, and how many words of a
 * transcript are wrong.
 *
 * <p>A corpus score is no mean of sentence scores: it is a score of <em>counts that add up</em>.
 * {@link org.dsd4j.reports.metric.BleuCounts} counts one sentence against its references; counts
 * are added over the corpus; {@link org.dsd4j.reports.metric.Bleu} scores the sum. The same shape
 * lets the bootstrap draw other corpora from the counts of each sentence without reading a word
 * again. {@link org.dsd4j.reports.metric.CaptionVariety} says what BLEU is blind to: whether a
 * captioner says the same to every picture, or recites its training captions. {@link
 * org.dsd4j.reports.metric.CaptionMetrics} names all of these figures for records and reports.
 *
 * <p>Speech is scored the same way: {@link org.dsd4j.reports.metric.WordAlignment} lays a
 * transcript beside its reference as NIST's sclite does, {@link
 * org.dsd4j.reports.metric.WordErrors} are its counts and their rate, and {@link
 * org.dsd4j.reports.metric.SpeechMetrics} names the figures of each test set.
 *
 * <p>Sentences are lists of words, already in the case and tokens that the score's signature names.
 *
 * <p><b>To add a score</b>, write an immutable record of one sentence's counts with {@code of},
 * {@code plus} and {@code ZERO}, and a function from the sum to the score; say every case of a zero
 * count in its Javadoc; test both against another program on files that stand beside the test. Name
 * it in {@link org.dsd4j.reports.metric.CountedScores#ALL}, and every report shows its interval.
 */
package org.dsd4j.reports.metric;
