package org.dsd4j.reports.record;

import java.math.BigInteger;
import java.util.List;

/**
 * One parameter of the network, as the row treats it. The same for every arm of a row.
 *
 * @param path block path, the parameter's stable name
 * @param shape sizes of its axes; empty for a scalar
 * @param count number of values, the product of {@code shape}
 * @param prunable whether the sparse phase prunes it
 * @param sparsity share of its values that the sparse phase sets to zero, in [0, 1); 0 when it is
 *     not prunable
 * @param note why it is excluded; may be empty
 */
public record LayerSpec(
    String path, List<Long> shape, long count, boolean prunable, double sparsity, String note) {
  private static final int MOST_AXES = 16;

  /** Checks sizes and ranges. */
  public LayerSpec {
    Problems problems = new Problems("layer " + path);
    problems.checkText("path", path);
    problems.checkPresent("shape", shape);
    problems.checkPresent("note", note);
    problems.checkCount("count", count, RecordLimits.EXAMPLES);
    problems.check(sparsity >= 0 && sparsity < 1, "sparsity must be in [0, 1) but was " + sparsity);
    problems.throwIfAny();
    shape = List.copyOf(shape);
    problems.check(
        shape.size() <= MOST_AXES,
        "shape may have at most " + MOST_AXES + " axes: " + shape.size());
    problems.throwIfAny();
    // Axes of a damaged file multiply to more than a long holds.
    BigInteger product =
        shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    problems.check(
        product.equals(BigInteger.valueOf(count)),
        "shape " + shape + " holds " + product + ", not " + count);
    problems.throwIfAny();
  }
}
