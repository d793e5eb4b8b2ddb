/**
 * What the image rows share: batches of pictures, top-1 and top-5 error, and {@link
 * org.dsd4j.reproductions.image.ImageExperiment}, which ties them together. A row is then a
 * network, a plan for each scale and a list of deviations; see {@link
 * org.dsd4j.reproductions.image.ResNet18Row}.
 */
package org.dsd4j.reproductions.image;
