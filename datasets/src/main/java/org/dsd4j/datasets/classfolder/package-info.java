/**
 * Corpora that come as one folder of pictures for each class, as CIFAR-10, Imagenette and ImageNet
 * are handed around: {@code train/<class>/<files>} and {@code test/<class>/<files>}.
 *
 * <p>{@link org.dsd4j.datasets.classfolder.ClassFolders} lists and checks the folders; pictures are
 * decoded when they are asked for. On the way to (C, H, W) bytes a file passes {@code PictureFile}
 * (which format, is it whole), {@code Picture} (its colours) and {@code Scaling} (its size).
 *
 * <h2>One more file format</h2>
 *
 * <p>Add its extension to {@code FolderTree}, and its signature and reader to {@code PictureFile}.
 */
package org.dsd4j.datasets.classfolder;
