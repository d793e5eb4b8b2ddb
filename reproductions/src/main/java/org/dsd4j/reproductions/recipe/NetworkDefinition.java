package org.dsd4j.reproductions.recipe;

import ai.djl.nn.Block;
import java.util.function.Supplier;

/**
 * The network of a row at a scale.
 *
 * @param words the network in a few words, such as {@code ResNet-18, width 16, small-image stem}
 * @param newBlock makes it, not initialised
 * @param figureLayer the path of the parameter whose distribution is shown
 */
public record NetworkDefinition(String words, Supplier<Block> newBlock, String figureLayer) {}
