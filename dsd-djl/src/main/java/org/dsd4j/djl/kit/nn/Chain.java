package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.network.BlockSequence;

/**
 * A sequence of blocks, each with a name of its own, which becomes part of the paths of its
 * parameters.
 *
 * <p>DJL's {@code SequentialBlock} does the same without names, and keeps every intermediate result
 * until the end of the step. Here a result is freed as soon as the next block has used it; the
 * engine keeps what gradients need. That halves the memory of a plain network.
 */
public final class Chain extends AbstractBlock implements BlockSequence {
  private final List<String> names = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  /** Creates an empty chain, which returns its inputs. */
  public Chain() {}

  /**
   * Appends a block.
   *
   * @param name its name, unique in this chain
   * @param block the block
   * @return this
   */
  public Chain add(String name, Block block) {
    names.add(name);
    blocks.add(addChildBlock(name, block));
    return this;
  }

  /**
   * Runs the chain in evaluation, as far as needed, and returns the outputs of some of its blocks,
   * for example as features for another network.
   *
   * @param store where the values of parameters come from
   * @param inputs the inputs of the chain; stay open
   * @param wanted names of blocks of this chain, in its order
   * @return one array for each name
   * @throws IllegalArgumentException when a name is missing, or out of order
   */
  public NDList outputsOf(ParameterStore store, NDList inputs, List<String> wanted) {
    NDList outputs = new NDList();
    NDList x = inputs;
    int done = 0;
    for (String name : wanted) {
      int last = names.indexOf(name);
      if (last < done) {
        throw new IllegalArgumentException(
            "no block " + name + " in this place; the blocks are " + String.join(", ", names));
      }
      x = run(blocks.subList(done, last + 1), store, x, false);
      outputs.add(x.singletonOrThrow());
      done = last + 1;
    }
    return outputs;
  }

  /**
   * Runs blocks one after the other, and frees the intermediate results.
   *
   * @param blocks the blocks
   * @param store where the values of parameters come from
   * @param inputs the inputs of the first block; stay open
   * @param training as for {@link Block#forward}
   * @return the outputs of the last block
   */
  @SuppressWarnings("ReferenceEquality") // the caller's very arrays must stay open
  public static NDList run(
      List<? extends Block> blocks, ParameterStore store, NDList inputs, boolean training) {
    NDList x = inputs;
    for (Block block : blocks) {
      NDList y = block.forward(store, x, training);
      if (x != inputs) {
        closeAllBut(x, y, inputs);
      }
      x = y;
    }
    return x;
  }

  /**
   * Initialises blocks one after the other.
   *
   * @param blocks the blocks
   * @param manager owns the parameters
   * @param type of the parameters
   * @param inputs the shapes of the inputs of the first block
   * @return the shapes of the outputs of the last block
   */
  public static Shape[] initialize(
      List<? extends Block> blocks, NDManager manager, DataType type, Shape... inputs) {
    Shape[] shapes = inputs;
    for (Block block : blocks) {
      block.initialize(manager, type, shapes);
      shapes = block.getOutputShapes(shapes);
    }
    return shapes;
  }

  /** A block may return one of its input arrays. */
  @SuppressWarnings("ReferenceEquality") // an array is let go only if nobody else holds that object
  private static void closeAllBut(NDList used, NDList outputs, NDList inputs) {
    for (NDArray array : used) {
      if (outputs.stream().noneMatch(out -> out == array)
          && inputs.stream().noneMatch(in -> in == array)) {
        array.close();
      }
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return run(blocks, store, inputs, training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    initialize(blocks, manager, type, shapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return outputShapes(blocks, shapes);
  }

  /**
   * Returns the output shapes of blocks that run one after the other.
   *
   * @param blocks the blocks
   * @param inputs the shapes of the inputs of the first block
   * @return the shapes of the outputs of the last block
   */
  public static Shape[] outputShapes(List<? extends Block> blocks, Shape... inputs) {
    Shape[] shapes = inputs;
    for (Block block : blocks) {
      shapes = block.getOutputShapes(shapes);
    }
    return shapes;
  }
}
