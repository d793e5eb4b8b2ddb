package org.dsd4j.djl.check;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.ParameterStore;
import org.dsd4j.djl.network.BlockSequence;
import org.dsd4j.djl.network.Precision;

/**
 * Runs a block on FLOAT64 arrays. DJL's recurrent blocks begin with states of zeros in FLOAT32,
 * which cannot be combined with inputs in FLOAT64. So they are given states in FLOAT64; for that,
 * the blocks of a sequence are run one by one.
 */
final class DoublePrecisionForward {
  private DoublePrecisionForward() {}

  static NDList forward(Block block, ParameterStore store, NDList inputs, boolean training) {
    if (block instanceof RecurrentBlock) {
      return withStates(block, store, inputs, training);
    }
    if (!isSequence(block)) {
      return block.forward(store, inputs, training);
    }
    NDList x = inputs;
    for (Block child : block.getChildren().values()) {
      x = forward(child, store, x, training);
    }
    return x;
  }

  private static boolean isSequence(Block block) {
    if (block instanceof BlockSequence) {
      return true;
    }
    // Not a subclass, which may do something else with its children.
    return block.getClass() == SequentialBlock.class
        && !((SequentialBlock) block).isReturnIntermediate();
  }

  private static NDList withStates(
      Block block, ParameterStore store, NDList inputs, boolean training) {
    NDList given = new NDList(inputs);
    try {
      return block.forward(store, given, training);
    } catch (RuntimeException e) {
      if (given.size() == inputs.size()) {
        throw e;
      }
      // By now it has appended its states, of the correct shapes, to its list of inputs.
      return block.forward(store, Precision.DOUBLE.of(given), training);
    }
  }
}
