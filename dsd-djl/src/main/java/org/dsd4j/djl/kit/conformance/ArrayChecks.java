package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.dsd4j.djl.network.ArrayValues;

/** Operations on arrays, without gradients. */
final class ArrayChecks {
  private static final double CLOSE = 1e-5;
  private static final double[] A = {0.5, 1.25, 2, 0.75, 3, 1.5};
  private static final double[] B = {2, 0.5, 1.5, 4, 0.25, 1};

  private ArrayChecks() {}

  /** Element by element, and along an axis. */
  static void operations(NDManager manager) {
    NDArray a = array(manager, A);
    NDArray b = array(manager, B);
    for (Map.Entry<String, Pair> each : binary().entrySet()) {
      float[] actual = each.getValue().engine().apply(a, b).toFloatArray();
      double[] expected = new double[A.length];
      Arrays.setAll(expected, i -> each.getValue().java().applyAsDouble(A[i], B[i]));
      ConformanceFailure.unlessClose(each.getKey(), expected, actual, CLOSE);
    }
    for (Map.Entry<String, Single> each : unary().entrySet()) {
      float[] actual = each.getValue().engine().apply(a.sub(b)).toFloatArray();
      double[] expected = new double[A.length];
      Arrays.setAll(expected, i -> each.getValue().java().applyAsDouble(A[i] - B[i]));
      ConformanceFailure.unlessClose(each.getKey(), expected, actual, CLOSE);
    }
    ConformanceFailure.unlessClose(
        "log", Arrays.stream(A).map(Math::log).toArray(), a.log().toFloatArray(), CLOSE);
    ConformanceFailure.unlessClose(
        "sqrt", Arrays.stream(A).map(Math::sqrt).toArray(), a.sqrt().toFloatArray(), CLOSE);
    reductions(a);
    numbers(manager, a);
  }

  private static void reductions(NDArray a) {
    NDArray rows = a.reshape(2, 3);
    ConformanceFailure.unlessClose("sum", Arrays.stream(A).sum(), a.sum().getFloat(), CLOSE);
    ConformanceFailure.unlessClose(
        "sum along an axis",
        new double[] {A[0] + A[3], A[1] + A[4], A[2] + A[5]},
        rows.sum(new int[] {0}).toFloatArray(),
        CLOSE);
    ConformanceFailure.unlessClose(
        "mean along an axis",
        new double[] {(A[0] + A[1] + A[2]) / 3, (A[3] + A[4] + A[5]) / 3},
        rows.mean(new int[] {1}).toFloatArray(),
        CLOSE);
    ConformanceFailure.unlessClose(
        "max", Arrays.stream(A).max().orElseThrow(), a.max().getFloat(), 0);
    long[] largest = rows.argMax(1).toType(DataType.INT64, false).toLongArray();
    ConformanceFailure.unless(
        Arrays.equals(new long[] {2, 1}, largest), "argMax is " + Arrays.toString(largest));
    double sum = Math.exp(A[0]) + Math.exp(A[1]) + Math.exp(A[2]);
    ConformanceFailure.unlessClose(
        "log-softmax",
        new double[] {A[0] - Math.log(sum), A[1] - Math.log(sum), A[2] - Math.log(sum)},
        rows.logSoftmax(1).get(0).toFloatArray(),
        CLOSE);
    ConformanceFailure.unlessClose(
        "matrix product",
        new double[] {
          A[0] * A[0] + A[1] * A[1] + A[2] * A[2],
          A[0] * A[3] + A[1] * A[4] + A[2] * A[5],
          A[3] * A[0] + A[4] * A[1] + A[5] * A[2],
          A[3] * A[3] + A[4] * A[4] + A[5] * A[5]
        },
        rows.matMul(rows.transpose()).toFloatArray(),
        CLOSE);
  }

  /** NaN is found, and types change without loss. */
  private static void numbers(NDManager manager, NDArray a) {
    NDArray broken = ArrayValues.of(manager, new float[] {1, Float.NaN, Float.POSITIVE_INFINITY});
    ConformanceFailure.unless(
        !Float.isFinite(broken.sum().getFloat()), "a sum over NaN and infinity is finite");
    NDArray bytes = ArrayValues.of(manager, new float[] {0, 1, 255}).toType(DataType.UINT8, true);
    ConformanceFailure.unlessClose(
        "conversion to bytes and back",
        new double[] {0, 1, 255},
        bytes.toType(DataType.FLOAT32, true).toFloatArray(),
        0);
    ConformanceFailure.unlessClose(
        "conversion to FLOAT64 and back",
        A,
        a.toType(DataType.FLOAT64, true).toType(DataType.FLOAT32, true).toFloatArray(),
        0);
    ConformanceFailure.unlessClose(
        "whole numbers",
        new double[] {16_777_215, -3},
        ArrayValues.of(manager, new int[] {16_777_215, -3})
            .toType(DataType.FLOAT32, true)
            .toFloatArray(),
        0);
  }

  /** Moves values without changing any. */
  static void shapes(NDManager manager) {
    NDArray rows = array(manager, A).reshape(2, 3);
    moved("transpose", rows.transpose(1, 0), 0, 3, 1, 4, 2, 5);
    moved("flip", rows.flip(1), 2, 1, 0, 5, 4, 3);
    moved("concat", rows.concat(rows, 1), 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    moved("stack", NDArrays.stack(new NDList(rows, rows), 1), 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    NDList parts = rows.split(new long[] {1}, 1);
    moved("split", parts.get(0), 0, 3);
    moved("split", parts.get(1), 1, 2, 4, 5);
    moved("slice", rows.get(new NDIndex().addAllDim().addSliceDim(1, 3)), 1, 2, 4, 5);
    moved("repeat", rows.repeat(0, 2), 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    moved("duplicate", rows.duplicate(), 0, 1, 2, 3, 4, 5);
    NDArray codes = ArrayValues.of(manager, new int[] {1, 0, 1});
    NDList embedded = rows.getNDArrayInternal().embedding(codes, rows, SparseFormat.DENSE);
    moved("embedding", embedded.get(0), 3, 4, 5, 0, 1, 2, 3, 4, 5);
  }

  private static void moved(String what, NDArray actual, int... places) {
    double[] expected = Arrays.stream(places).mapToDouble(place -> A[place]).toArray();
    ConformanceFailure.unlessClose(what, expected, actual.toFloatArray(), 0);
  }

  /** What optimizers and masks rely on: the array itself changes, not a copy of it. */
  static void inPlace(NDManager manager) {
    NDArray a = array(manager, A);
    NDArray b = array(manager, B);
    double[] expected = new double[A.length];
    a.muli(b);
    a.addi(b);
    a.subi(0.5f);
    Arrays.setAll(expected, i -> A[i] * B[i] + B[i] - 0.5);
    ConformanceFailure.unlessClose("muli, addi, subi", expected, a.toFloatArray(), CLOSE);
    a.set(new NDIndex(":"), b);
    ConformanceFailure.unlessClose("set", B, a.toFloatArray(), 0);
    a.subi(a);
    ConformanceFailure.unlessClose("subi of itself", new double[A.length], a.toFloatArray(), 0);
    NDArray zeros = manager.zeros(new Shape(3));
    ConformanceFailure.unlessClose("zeros", new double[3], zeros.toFloatArray(), 0);
    NDArray full = manager.full(new Shape(2), 0.25f, DataType.FLOAT32);
    ConformanceFailure.unlessClose("full", new double[] {0.25, 0.25}, full.toFloatArray(), 0);
    float[] seen = new float[B.length];
    array(manager, B).toByteBuffer(true).asFloatBuffer().get(seen);
    ConformanceFailure.unlessClose("the memory of an array", B, seen, 0);
  }

  private record Pair(BinaryOperator<NDArray> engine, DoubleBinaryOperator java) {}

  private record Single(UnaryOperator<NDArray> engine, DoubleUnaryOperator java) {}

  private static Map<String, Pair> binary() {
    Map<String, Pair> operations = new LinkedHashMap<>();
    operations.put("add", new Pair(NDArray::add, Double::sum));
    operations.put("sub", new Pair(NDArray::sub, (x, y) -> x - y));
    operations.put("mul", new Pair(NDArray::mul, (x, y) -> x * y));
    operations.put("div", new Pair(NDArray::div, (x, y) -> x / y));
    operations.put("pow", new Pair(NDArray::pow, Math::pow));
    return operations;
  }

  private static Map<String, Single> unary() {
    Map<String, Single> operations = new LinkedHashMap<>();
    operations.put("exp", new Single(NDArray::exp, Math::exp));
    operations.put("abs", new Single(NDArray::abs, Math::abs));
    operations.put("square", new Single(NDArray::square, x -> x * x));
    operations.put("tanh", new Single(NDArray::tanh, Math::tanh));
    operations.put(
        "sigmoid", new Single(x -> x.getNDArrayInternal().sigmoid(), x -> 1 / (1 + Math.exp(-x))));
    operations.put("relu", new Single(x -> x.getNDArrayInternal().relu(), x -> Math.max(0, x)));
    operations.put("clip", new Single(x -> x.clip(-0.5, 1), x -> Math.max(-0.5, Math.min(1, x))));
    return operations;
  }

  private static NDArray array(NDManager manager, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return ArrayValues.of(manager, floats);
  }
}
