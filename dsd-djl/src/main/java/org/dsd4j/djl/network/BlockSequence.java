package org.dsd4j.djl.network;

import ai.djl.nn.Block;

/**
 * A block that is no more than the sequence of its children: it runs all of {@link #getChildren} in
 * their order, each on the outputs of the one before. Who runs the children one by one computes
 * what this block computes.
 */
public interface BlockSequence extends Block {}
