/**
 * Flickr-8K: 8,000 photographs, each with five captions by human annotators.
 *
 * <p>{@link org.dsd4j.datasets.flickr8k.CaptionFolder} opens whatever a folder holds. {@link
 * org.dsd4j.datasets.flickr8k.Flickr8k} reads the files as the authors of the corpus distribute
 * them; {@link org.dsd4j.datasets.flickr8k.KarpathyJson} and {@link
 * org.dsd4j.datasets.flickr8k.MatFeatures} read those that NeuralTalk was trained on. All of them
 * check the files when the corpus is opened: what makes it unusable is thrown as one exception with
 * a line for each problem, rare problems are listed by the corpus. Photographs are decoded when
 * they are asked for.
 *
 * <h2>One more layout</h2>
 *
 * <p>Turn its files into a list of {@code ListedPicture} pictures and hand it to {@code
 * CaptionCorpusAssembler}, which checks splits, captions and files; then let {@code CaptionFolder}
 * know by which file the layout is recognised. Captions of Flickr-30K and COCO in Karpathy's form
 * are read as they are; their names have to be given to {@code KarpathyJson}.
 */
package org.dsd4j.datasets.flickr8k;
