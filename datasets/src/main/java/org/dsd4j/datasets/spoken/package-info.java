/**
 * Speech that is synthesised by code: {@link org.dsd4j.datasets.spoken.SpokenSentences} makes a
 * corpus from a seed, offline, and keeps its sound in one file.
 *
 * <p>{@code SentenceGrammar} generates the sentences, {@code Person} is a voice in a room, {@code
 * SpeechRenderer} has {@code Synthesizer} speak with FreeTTS and {@code RoomAcoustics} add echoes
 * and noise, {@code SpeechCache} keeps the result.
 *
 * <h2>More sentences, more variety</h2>
 *
 * <p>Sentences and words are lists in {@code SentenceGrammar}, those for small vocabularies first.
 * A new property of voices is a component of {@code Person}, drawn after the others so that the
 * others stay as they are; where the sound of an unchanged script changes, raise the version in
 * {@code SpeechCache}.
 */
package org.dsd4j.datasets.spoken;
