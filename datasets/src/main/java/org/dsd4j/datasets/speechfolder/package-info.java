/**
 * Speech corpora prepared as a folder of lists and audio files.
 *
 * <p>{@link org.dsd4j.datasets.speechfolder.SpeechFolder} opens a folder of any known layout;
 * {@link org.dsd4j.datasets.speechfolder.KaldiFolder} and {@link
 * org.dsd4j.datasets.speechfolder.TsvFolder} are layouts for a user's own recordings, which {@code
 * SplitFolder} makes a corpus of, as it does of {@link
 * org.dsd4j.datasets.speechfolder.LibriSpeech}; {@link org.dsd4j.datasets.speechfolder.LjSpeech}
 * has no splits of its own.
 *
 * <h2>One more layout</h2>
 *
 * <p>Add a class that knows whether a folder has it and opens it, and ask it in {@code
 * SpeechFolder}.
 */
package org.dsd4j.datasets.speechfolder;
