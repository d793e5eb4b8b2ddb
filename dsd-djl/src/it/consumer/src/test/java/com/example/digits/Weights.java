package com.example.digits;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** What DJL itself says of the weights of a network, one after the other, without the biases. */
record Weights(float[] values) {
  static Weights of(Block block) {
    List<float[]> parts = new ArrayList<>();
    for (Parameter parameter : block.getParameters().values()) {
      if (parameter.getType() == Parameter.Type.WEIGHT) {
        parts.add(parameter.getArray().toFloatArray());
      }
    }
    FloatBuffer all = FloatBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return new Weights(all.array());
  }

  int count() {
    return values.length;
  }

  int zeros() {
    int zeros = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** How many are zero here and not zero there. */
  int zerosThatMovedIn(Weights there) {
    int moved = 0;
    for (int i = 0; i < values.length; i++) {
      moved += values[i] == 0 && there.values[i] != 0 ? 1 : 0;
    }
    return moved;
  }

  /** How many are not zero here and have another value there. */
  int othersThatMovedIn(Weights there) {
    int moved = 0;
    for (int i = 0; i < values.length; i++) {
      moved += values[i] != 0 && there.values[i] != values[i] ? 1 : 0;
    }
    return moved;
  }
}
