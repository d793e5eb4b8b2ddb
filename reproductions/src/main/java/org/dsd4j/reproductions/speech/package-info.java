/**
 * The speech rows: DeepSpeech and DeepSpeech 2, trained by CTC and measured by the word error rate.
 *
 * <p>{@code SpeechRow} is what both share: iterative DSD and the deviations; {@code SpeechRecipe}
 * is how a network is trained at a scale, {@code SpeechSource} opens the corpus of a scale, and
 * {@code SpeechExperiment} makes a run of it: {@code Spectrograms} of a corpus, {@code
 * SpeechBatchSource} for training, {@code SpeechInference} for everything that is recognised
 * outside of it. {@link org.dsd4j.reproductions.speech.Transcriber} uses a finished run. To add a
 * speech row, extend {@code SpeechRow} with a network that is a {@link
 * org.dsd4j.reproductions.network.SpeechNetwork}, and name it among the services.
 */
package org.dsd4j.reproductions.speech;
