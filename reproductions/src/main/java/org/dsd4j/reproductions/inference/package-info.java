/**
 * What it takes to use a finished model outside of a run.
 *
 * <p>A run keeps a {@link org.dsd4j.reproductions.inference.ModelManifest} beside the weights of
 * each finished arm, in a {@link org.dsd4j.reproductions.inference.ManifestFile}. From both, a
 * domain opens a {@link org.dsd4j.reproductions.inference.FinishedModel}, which turns a file of the
 * user into a text. To add a domain, write its manifest and its model; the command that goes with
 * them extends {@code ModelCommand}.
 */
package org.dsd4j.reproductions.inference;
