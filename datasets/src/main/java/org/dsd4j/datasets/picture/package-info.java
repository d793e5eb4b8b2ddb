/**
 * From a picture file to the bytes that a network sees; what every corpus of files shares.
 *
 * <p>{@link org.dsd4j.datasets.picture.PictureFile} recognises the format, checks that the file is
 * complete and decodes a {@link org.dsd4j.datasets.picture.Region} of it into a {@link
 * org.dsd4j.datasets.picture.Picture}, which gets the colours right. Then one of two ways leads to
 * (C, H, W) bytes of a fixed size: {@link org.dsd4j.datasets.picture.Scaling} covers a target and
 * averages areas; {@link org.dsd4j.datasets.picture.BilinearView} is Pillow's filter, of a crop
 * that {@link org.dsd4j.datasets.picture.RandomResizedCrop} draws or of the middle of the picture.
 *
 * <h2>One more file format</h2>
 *
 * <p>Add its signature and reader to {@code PictureFile}, and its extension to {@link
 * org.dsd4j.datasets.classfolder.FolderTree}.
 */
package org.dsd4j.datasets.picture;
