package org.dsd4j.reports.record;

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
  /** Checks sizes and ranges. */
  public LayerSpec {
    Problems problems = new Problems("layer " + path);
    problems.checkText("path", path);
    problems.checkPresent("shape", shape);
    problems.checkPresent("note", note);
    problems.check(count >= 0, "count must not be negative but was " + count);
    problems.check(sparsity >= 0 && sparsity < 1, "sparsity must be in [0, 1) but was " + sparsity);
    problems.throwIfAny();
    shape = List.copyOf(shape);
    long product = shape.stream().reduce(1L, Math::multiplyExact);
    problems.check(product == count, "shape " + shape + " holds " + product + ", not " + count);
    problems.throwIfAny();
  }
}
