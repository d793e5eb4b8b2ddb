package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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
import org.dsd4j.djl.kit.nn.Chain;

/**
 * Branches over one input whose outputs are joined along the channels. The blocks of all branches
 * are children of this block, so that their paths have no part for the branch.
 */
final class Branches extends AbstractBlock {
  private final List<List<Block>> branches = new ArrayList<>();

  /** Starts another branch. */
  Branches branch() {
    branches.add(new ArrayList<>());
    return this;
  }

  /** Appends a block to the branch that was started last; names are unique over all branches. */
  Branches add(String name, Block block) {
    branches.get(branches.size() - 1).add(addChildBlock(name, block));
    return this;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList outputs = new NDList();
    for (List<Block> branch : branches) {
      outputs.addAll(Chain.run(branch, store, inputs, training));
    }
    NDArray joined = NDArrays.concat(outputs, 1);
    outputs.close();
    return new NDList(joined);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    long channels = 0;
    Shape last = shapes[0];
    for (List<Block> branch : branches) {
      last = Chain.outputShapes(branch, shapes)[0];
      channels += last.get(1);
    }
    return new Shape[] {new Shape(last.get(0), channels, last.get(2), last.get(3))};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    for (List<Block> branch : branches) {
      Chain.initialize(branch, manager, type, shapes);
    }
  }
}
