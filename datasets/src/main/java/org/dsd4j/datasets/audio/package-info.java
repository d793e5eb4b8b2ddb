/**
 * Sound: {@link org.dsd4j.datasets.audio.AudioFile} reads files, {@link
 * org.dsd4j.datasets.audio.Resampler} changes rates. Nothing here knows of speech.
 *
 * <h2>One more format</h2>
 *
 * <p>Beside {@code WavHeader}, {@code SphereHeader} and {@code FlacFile}, add a class that
 * recognises a file by its first bytes. If its samples lie there as they are, it only says where
 * and how ({@code SampleLayout}, {@code SampleEncoding}); {@code AudioFile} asks each in turn.
 */
package org.dsd4j.datasets.audio;
