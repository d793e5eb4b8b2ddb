package org.dsd4j.reproductions.image;

import org.dsd4j.datasets.Standardization;
import org.dsd4j.reproductions.row.Experiment;

/**
 * An image row at a scale, for a row that looks through its network.
 *
 * @param experiment how the network is made and trained
 * @param classes that it tells apart
 * @param standardization of the channels of its pictures
 */
public record Classifier(Experiment experiment, int classes, Standardization standardization) {}
