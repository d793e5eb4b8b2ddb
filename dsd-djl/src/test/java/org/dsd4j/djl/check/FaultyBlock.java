package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Multiplies its inputs with a matrix, and is wrong in single precision alone, as engines are: so
 * that the check is tried on processors whose engines are right.
 */
final class FaultyBlock extends AbstractBlock {
  /** How it is wrong. */
  interface Fault {
    /** Returns what comes out in place of the product. */
    NDArray of(NDArray x, NDArray product, boolean training);
  }

  /** Wrong outside of a training, as LibTorch's LSTM is on some processors. */
  static final Fault IN_EVALUATION =
      (x, product, training) -> training ? product : larger(product, 0.3f);

  /** Wrong in training alone. */
  static final Fault IN_TRAINING =
      (x, product, training) -> training ? larger(product, 0.3f) : product;

  /** The right output, and gradients that are too large by a third. */
  static final Fault IN_GRADIENT =
      (x, product, training) -> {
        NDArray share = product.mul(constant(product, 0.3f));
        return product.add(share).sub(share.stopGradient());
      };

  /** Reads memory before it is written. */
  static final Fault CARELESS =
      (x, product, training) -> {
        float read = 0;
        try (NDManager inner = x.getManager().newSubManager()) {
          for (int size = 1000; size <= 32_000; size *= 2) {
            NDArray unwritten = inner.create(new Shape(size), DataType.FLOAT32);
            for (float value : unwritten.toFloatArray()) {
              read += Math.abs(value) < 1e30f ? 0 : Float.NaN;
            }
          }
        }
        return product.add(constant(product, read));
      };

  /** Wrong for large inputs, which no layer gets when it is examined alone. */
  static final Fault FOR_LARGE_INPUTS =
      (x, product, training) -> x.max().getFloat() > 100 ? larger(product, 0.3f) : product;

  private final Parameter weight;
  private final int units;
  private final Fault fault;

  FaultyBlock(int units, Fault fault) {
    this.units = units;
    this.fault = fault;
    weight =
        addParameter(Parameter.builder().setName("weight").setType(Parameter.Type.WEIGHT).build());
  }

  /** Moves values by a share of the largest. */
  private static NDArray larger(NDArray array, float share) {
    return array.add(constant(array, share * array.abs().max().getFloat()));
  }

  private static NDArray constant(NDArray beside, float value) {
    return ArrayValues.full(beside.getManager(), new Shape(1), value, DataType.FLOAT32);
  }

  @Override
  protected void prepare(Shape[] inputs) {
    weight.setShape(new Shape(inputs[0].get(1), units));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDArray product = x.matMul(store.getValue(weight, x.getDevice(), training));
    boolean single = x.getDataType() == DataType.FLOAT32;
    return new NDList(single ? fault.of(x, product, training) : product);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), units)};
  }
}
