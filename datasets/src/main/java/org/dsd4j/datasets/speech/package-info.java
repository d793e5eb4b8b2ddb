/**
 * Speech and what was said: the types that every speech corpus has, the symbols of transcripts, and
 * the spectrogram that networks hear.
 *
 * <p>A {@link org.dsd4j.datasets.speech.SpeechCorpus} has training, validation and one or more
 * {@linkplain org.dsd4j.datasets.speech.TestSet test sets} of {@link
 * org.dsd4j.datasets.speech.Utterances}. The package {@code spoken} synthesises one from a seed.
 *
 * <h2>One more corpus of speech</h2>
 *
 * <p>In a package of its own, list its utterances and return {@link
 * org.dsd4j.datasets.speech.Splits}. Transcripts must consist of what {@link
 * org.dsd4j.datasets.speech.Letters} can write.
 */
package org.dsd4j.datasets.speech;
