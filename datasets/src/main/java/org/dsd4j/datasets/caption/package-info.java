/**
 * Pictures with captions, and the vocabulary of the captions.
 *
 * <p>A corpus is a {@link org.dsd4j.datasets.caption.CaptionCorpus}: three splits of {@link
 * org.dsd4j.datasets.caption.CaptionedPictures}. The package {@code scenes} generates one from a
 * seed, {@code flickr8k} reads one of photographs. {@link
 * org.dsd4j.datasets.caption.PictureFeatures} are vectors that a network computed from the
 * pictures.
 *
 * <h2>One more corpus of captions</h2>
 *
 * <p>Implement {@code CaptionedPictures} for its files in a package of its own; {@link
 * org.dsd4j.datasets.caption.Tokens} makes its sentences comparable with those of the others.
 */
package org.dsd4j.datasets.caption;
