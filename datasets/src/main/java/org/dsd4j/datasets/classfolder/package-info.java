/**
 * Corpora that come as one folder of pictures for each class, as CIFAR-10, Imagenette and ImageNet
 * are often distributed: {@code train/<class>/<files>} and {@code test/<class>/<files>}.
 *
 * <p>{@link org.dsd4j.datasets.classfolder.ClassFolders} lists and checks the folders; pictures are
 * decoded on demand, by the {@code picture} package.
 *
 * <h2>One more layout of folders</h2>
 *
 * <p>Add a package that lists with {@link org.dsd4j.datasets.classfolder.FolderTree}, divides with
 * {@link org.dsd4j.datasets.classfolder.ClassHoldout} and keeps its files in a {@link
 * org.dsd4j.datasets.classfolder.PictureList}; {@code imagenet} is one.
 */
package org.dsd4j.datasets.classfolder;
