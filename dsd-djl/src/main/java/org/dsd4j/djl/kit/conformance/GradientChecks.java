package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.kit.engine.ArithmeticCheck;
import org.dsd4j.djl.kit.engine.ConvolutionShape;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.kit.nn.ClippedRelu;
import org.dsd4j.djl.kit.nn.ContextWindow;
import org.dsd4j.djl.kit.nn.Flatten;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.LocalResponseNorm;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.kit.nn.SequenceNorm;
import org.dsd4j.djl.kit.nn.SpectrogramConv;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Precision;

/** Gradients of operations and of blocks. */
final class GradientChecks {
  private GradientChecks() {}

  /** Of sum((x + 1) * c), where c is a constant that was made from x. */
  static void operations(NDManager manager) {
    float[] values = RandomArrays.gaussian(6, 1);
    NDArray x = ArrayValues.of(manager, values, new Shape(2, 3));
    x.setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray constant = x.stopGradient();
      collector.backward(x.mul(x).add(x.mul(constant)).sum());
      double[] expected = RandomArrays.doubles(values);
      for (int i = 0; i < expected.length; i++) {
        expected[i] *= 3;
      }
      ConformanceFailure.unlessClose(
          "the gradient of x² + x·c", expected, x.getGradient().toFloatArray(), 1e-5);
    }
  }

  /** Forward, and both gradients, against FLOAT64. */
  static void convolutions(NDManager manager) {
    List<ConvolutionShape> shapes =
        List.of(
            shape(3, 16, 3, 1),
            shape(12, 24, 3, 2),
            shape(16, 32, 1, 1),
            shape(16, 16, 3, 1),
            shape(20, 50, 5, 1));
    Optional<ArithmeticCheck.Fault> fault =
        new ArithmeticCheck(manager).check(shapes).stream().findFirst();
    if (fault.isPresent()) {
      throw new ConformanceFailure(fault.get().shape() + ": " + fault.get().problem());
    }
  }

  private static ConvolutionShape shape(int in, int out, int kernel, int stride) {
    return new ConvolutionShape(
        2, 12, 12, new AlignedConv2d.Settings(in, out, kernel, stride, kernel / 2, false));
  }

  /** Every block that rows use. */
  static void blocks(NDManager manager) {
    blocks(manager, Precision.SINGLE);
  }

  /** The same in either precision. */
  static void blocks(NDManager manager, Precision precision) {
    NDList picture =
        precision.of(new NDList(RandomArrays.gaussian(manager, new Shape(2, 4, 9, 9), 2)));
    for (int groups = 1; groups <= 2; groups++) {
      BlockGradient.check(
          "AlignedConv2d of " + groups + " groups",
          new AlignedConv2d(new AlignedConv2d.Settings(4, 6, 3, 2, 1, true), groups),
          picture);
    }
    BlockGradient.check("Pool2d max", Pool2d.max(3, 2, 0, Pool2d.Rounding.UP), picture);
    BlockGradient.check("Pool2d average", Pool2d.average(3, 2, Pool2d.Rounding.UP), picture);
    BlockGradient.check("GlobalAveragePool", new GlobalAveragePool(), picture);
    BlockGradient.check("Relu", new Relu(), picture);
    BlockGradient.check("Flatten", new Flatten(), picture);
    BlockGradient.check("LocalResponseNorm", new LocalResponseNorm(5, 0.5, 0.75, 1), picture);
    BlockGradient.check("BatchNorm", BatchNorm.builder().build(), picture);
    BlockGradient.check(
        "Linear",
        Linear.builder().setUnits(5).build(),
        precision.of(new NDList(RandomArrays.gaussian(manager, new Shape(3, 7), 3))));
    NDList sequences = precision.of(sequences(manager, 12));
    BlockGradient.check("ClippedRelu", new ClippedRelu(), new NDList(sequences.get(0)));
    BlockGradient.check("ContextWindow", new ContextWindow(3, 2, 8), new NDList(sequences.get(0)));
    BlockGradient.check("SequenceNorm", new SequenceNorm(), sequences);
    BlockGradient.check(
        "BidirectionalRecurrence", new BidirectionalRecurrence(5, false), sequences);
    BlockGradient.check(
        "BidirectionalRecurrence, normalised", new BidirectionalRecurrence(5, true), sequences);
    BlockGradient.check(
        "SpectrogramConv",
        new SpectrogramConv(new SpectrogramConv.Settings(2, 3, 3, 5, 2, 2)),
        sequences);
  }

  /** Three sequences of 7, 4 and 6 frames. */
  static NDList sequences(NDManager manager, int features) {
    return new NDList(
        RandomArrays.gaussian(manager, new Shape(7, 3, features), 4),
        ArrayValues.of(manager, new float[] {7, 4, 6}));
  }
}
