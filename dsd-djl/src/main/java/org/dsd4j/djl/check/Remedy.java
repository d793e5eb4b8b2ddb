package org.dsd4j.djl.check;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.recurrent.RecurrentBlock;
import java.util.Optional;

/** What a user can do about a layer that an engine computes wrongly. */
final class Remedy {
  private Remedy() {}

  /** Returns the advice: another setting of the engine, or another size of the layer. */
  static String of(Optional<NetworkLayer> layer, NDManager manager) {
    String sizes = layer.map(NetworkLayer::block).map(Remedy::sizes).orElse("other sizes");
    return aboutTheEngine(manager) + ", or choose " + sizes;
  }

  private static String aboutTheEngine(NDManager manager) {
    if (manager.getDevice().isGpu()) {
      return "compute on the CPU";
    }
    if (!SlowerInstructions.help(manager.getEngine().getEngineName())) {
      return "compute with another engine";
    }
    return SlowerInstructions.limit()
        .map(set -> SlowerInstructions.VARIABLE + "=" + set + " does not help: take another engine")
        .orElse(
            "set " + SlowerInstructions.SETTING + " in the environment before the process starts");
  }

  private static String sizes(Block block) {
    if (block instanceof Convolution) {
      return "channels in multiples of 16, which AlignedConv2d fills up with zeros";
    }
    return block instanceof RecurrentBlock
        ? "another state size, such as 64 or 128"
        : "other sizes";
  }
}
