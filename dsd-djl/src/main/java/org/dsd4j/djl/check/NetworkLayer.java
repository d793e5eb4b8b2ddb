package org.dsd4j.djl.check;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.dsd4j.djl.network.NetworkParameters;

/**
 * A block of a network, with the path of its parameters in {@link
 * org.dsd4j.djl.network.NetworkParameters}.
 *
 * @param path the names of the blocks down to it, joined by dots; empty for the network itself
 * @param block the block
 */
public record NetworkLayer(String path, Block block) {
  /**
   * Lists the blocks that compute: those with parameters of their own, and those without children.
   *
   * @param network the network
   * @return each block once, depth first, in the order of the network
   */
  static List<NetworkLayer> of(Block network) {
    List<NetworkLayer> found = new ArrayList<>();
    collect("", network, found, Collections.newSetFromMap(new IdentityHashMap<>()));
    return found;
  }

  private static void collect(String path, Block block, List<NetworkLayer> found, Set<Block> seen) {
    BlockList children = block.getChildren();
    if (!seen.add(block)) {
      return;
    }
    List<String> names = NetworkParameters.childNames(block);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      collect(path.isEmpty() ? name : path + "." + name, children.valueAt(i), found, seen);
    }
    if (children.isEmpty() || !block.getDirectParameters().isEmpty()) {
      found.add(new NetworkLayer(path, block));
    }
  }

  /**
   * Describes the layer by its path, type and size.
   *
   * @return for example {@code layer 02LSTM (LSTM, state size 100)}
   */
  public String inWords() {
    String name = path.isEmpty() ? "the layer" : "layer " + path;
    return name + " (" + block.getClass().getSimpleName() + sizes() + ")";
  }

  private String sizes() {
    StringBuilder sizes = new StringBuilder();
    for (Pair<String, Parameter> each : block.getDirectParameters()) {
      Shape shape = each.getValue().getShape();
      if (block instanceof RecurrentBlock && each.getKey().contains("h2h")) {
        return ", state size " + shape.get(1);
      }
      if (shape.dimension() > 1 || sizes.isEmpty()) {
        sizes.append(", ").append(each.getKey()).append(' ').append(shape);
      }
    }
    return sizes.toString();
  }
}
