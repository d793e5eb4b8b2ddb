package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.djl.check.CheckResult;
import org.dsd4j.djl.check.NetworkCheck;
import org.dsd4j.djl.network.Network;

/**
 * DJL's own layers, of sizes for which engines are known to fail on some processors. No row uses
 * them; networks of users may. Each is compared with FLOAT64, in evaluation and with its gradients.
 */
final class LayerChecks {
  private static final int[] STATES = {8, 12, 16, 20, 32, 48, 64, 100, 200};
  private static final int[][] CHANNELS = {{1, 6}, {3, 8}, {10, 10}, {12, 24}, {20, 20}, {24, 24}};
  private static final Shape SEQUENCES = new Shape(4, 7, 10);

  private final NDManager manager;
  private final Set<String> outputs = new LinkedHashSet<>();
  private final Set<String> gradients = new LinkedHashSet<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  private LayerChecks(NDManager manager) {
    this.manager = manager;
  }

  /** One layer, with states of many sizes. */
  static void lstm(NDManager manager) {
    LayerChecks checks = new LayerChecks(manager);
    for (int state : STATES) {
      checks.check(
          "state size " + state,
          LSTM.builder().setNumLayers(1).setStateSize(state).build(),
          SEQUENCES);
    }
    checks.finish();
  }

  /** The same. */
  static void gru(NDManager manager) {
    LayerChecks checks = new LayerChecks(manager);
    for (int state : STATES) {
      checks.check(
          "state size " + state,
          GRU.builder().setNumLayers(1).setStateSize(state).build(),
          SEQUENCES);
    }
    checks.finish();
  }

  /** Two layers in one block. Their errors may depend on the content of memory. */
  static void stacked(NDManager manager) {
    LayerChecks checks = new LayerChecks(manager);
    for (int state : new int[] {8, 20, 32}) {
      checks.check(
          "LSTM or GRU", LSTM.builder().setNumLayers(2).setStateSize(state).build(), SEQUENCES);
      checks.check(
          "LSTM or GRU", GRU.builder().setNumLayers(2).setStateSize(state).build(), SEQUENCES);
    }
    checks.finish();
  }

  /** Channels that are no multiples of 16, in and out. */
  static void convolutions(NDManager manager) {
    LayerChecks checks = new LayerChecks(manager);
    for (int[] channels : CHANNELS) {
      for (int stride = 1; stride <= 2; stride++) {
        checks.check(
            channels[0] + " to " + channels[1] + (stride == 1 ? "" : " with stride " + stride),
            Conv2d.builder()
                .setFilters(channels[1])
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .optStride(new Shape(stride, stride))
                .build(),
            new Shape(2, channels[0], 12, 12));
      }
    }
    checks.finish();
  }

  private void check(String name, Block block, Shape shape) {
    try (Network network =
            Network.initialize(
                block, manager.getEngine().getEngineName(), manager.getDevice(), 3, shape);
        NDManager scope = network.manager().newSubManager()) {
      CheckResult result =
          NetworkCheck.of(block).check(new NDList(RandomArrays.gaussian(scope, shape, 2)));
      if (result instanceof CheckResult.Wrong wrong) {
        (wrong.what().startsWith("output") ? outputs : gradients).add(name);
      } else if (result instanceof CheckResult.NotCompared) {
        unknown.add(name);
      }
    }
  }

  private void finish() {
    List<String> problems = new ArrayList<>();
    say(problems, "wrong output", outputs);
    say(problems, "wrong gradients", gradients);
    say(problems, "not comparable with FLOAT64", unknown);
    ConformanceFailure.unless(problems.isEmpty(), String.join("; ", problems));
  }

  private static void say(List<String> problems, String what, Set<String> names) {
    if (!names.isEmpty()) {
      problems.add(what + ": " + String.join(", ", names));
    }
  }
}
