/**
 * Pictures with sentences that people wrote about them, and the vocabulary of those sentences.
 *
 * <p>A corpus is a {@link org.dsd4j.datasets.caption.CaptionCorpus}: three splits of {@link
 * org.dsd4j.datasets.caption.CaptionedPictures}. To add one, implement {@code CaptionedPictures}
 * for its files; {@link org.dsd4j.datasets.caption.Tokens} makes sentences comparable.
 */
package org.dsd4j.datasets.caption;
