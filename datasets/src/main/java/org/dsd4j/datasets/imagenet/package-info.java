/**
 * ILSVRC-2012, the ImageNet of the papers: 1.28 million training pictures in 1,000 classes.
 *
 * <p>{@link org.dsd4j.datasets.imagenet.ImageNetFolders} opens it. {@code ImageNetClasses} fixes
 * the labels, {@code ValidationSet} finds the pictures that are reported and their ground truth,
 * and {@code ImageNetImages} cuts out what a network sees. Folders are listed and divided by the
 * {@code classfolder} package, and files decoded by the {@code picture} package.
 *
 * <h2>One more ground truth</h2>
 *
 * <p>Add a record beside {@code DevkitGroundTruth} and {@code CaffeGroundTruth} that turns its file
 * into one label for each picture, and ask it in {@code ValidationSet.flat}.
 */
package org.dsd4j.datasets.imagenet;
