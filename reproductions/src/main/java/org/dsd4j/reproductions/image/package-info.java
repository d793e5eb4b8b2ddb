/**
 * The image rows: one network each, trained by SGD and measured by the top-1 and top-5 error.
 *
 * <p>{@code ImageRow} is what all share; {@code ImageRecipe} is how a network is trained at a
 * scale, {@code ImageSource} opens the corpus of a scale, {@link
 * org.dsd4j.reproductions.image.ImageExperiment} makes a run of it. A row is then a network, a
 * recipe for each scale and a list of notes; see {@link org.dsd4j.reproductions.image.ResNet18Row}.
 */
package org.dsd4j.reproductions.image;
