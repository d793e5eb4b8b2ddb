/**
 * Sound: {@link org.dsd4j.datasets.audio.AudioFile} reads files, {@link
 * org.dsd4j.datasets.audio.Resampler} changes rates. Nothing here depends on speech.
 *
 * <h2>One more format</h2>
 *
 * <p>Beside {@code WavHeader}, {@code SphereHeader} and {@code FlacFile}, add a class that
 * recognises a file by its first bytes. If its samples are not compressed, it only says where they
 * are and how they are encoded ({@code SampleLayout}, {@code SampleEncoding}); {@code AudioFile}
 * asks each in turn.
 */
package org.dsd4j.datasets.audio;
