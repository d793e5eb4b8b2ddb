/**
 * Speech and what was said: the types that every speech corpus has, the symbols of transcripts, and
 * the spectrogram that networks take as input.
 *
 * <p>A {@link org.dsd4j.datasets.speech.SpeechCorpus} has training, validation and one or more
 * {@linkplain org.dsd4j.datasets.speech.TestSet test sets} of {@link
 * org.dsd4j.datasets.speech.Utterances}. The package {@code spoken} synthesises one from a seed;
 * {@code an4}, {@code wsj} and {@code speechfolder} read recorded ones.
 *
 * <h2>One more corpus of speech</h2>
 *
 * <p>In a package of its own, list the utterances as {@link org.dsd4j.datasets.speech.Recording},
 * have {@link org.dsd4j.datasets.speech.RecordingValidator} check them, take a validation split by
 * {@link org.dsd4j.datasets.speech.SpeakerHoldout} if it has none, and return {@link
 * org.dsd4j.datasets.speech.Splits} of {@link org.dsd4j.datasets.speech.FileUtterances}. Ask for it
 * in {@code speechfolder.SpeechFolder}, so that its folder is recognised.
 */
package org.dsd4j.datasets.speech;
