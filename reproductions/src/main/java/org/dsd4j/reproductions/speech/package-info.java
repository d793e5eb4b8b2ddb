/**
 * The speech rows: DeepSpeech and DeepSpeech 2, trained by CTC and measured by the word error rate.
 *
 * <p>{@code SpeechRow} is what both share: iterative DSD, the recipe of each scale, the deviations.
 * {@code SpeechExperiment} makes a run of it: {@code Spectrograms} of a corpus, {@code
 * SpeechBatchSource} for training, {@code Listener} for everything that is heard outside of it.
 * {@link org.dsd4j.reproductions.speech.Transcriber} puts a finished run to use. To add a speech
 * row, extend {@code SpeechRow} with a network that is a {@link
 * org.dsd4j.reproductions.network.SpeechNetwork}, and name it among the services.
 */
package org.dsd4j.reproductions.speech;
