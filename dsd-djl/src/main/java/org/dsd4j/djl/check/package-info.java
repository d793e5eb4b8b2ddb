/**
 * Method: whether an engine computes a network correctly. {@link org.dsd4j.djl.check.NetworkCheck}
 * takes a block and a batch and gives a {@link org.dsd4j.djl.check.CheckResult}.
 *
 * <p>A {@code Trial} runs the block under {@code Conditions}, on {@code ParameterCopies} of its
 * parameters; an {@code Examination} compares single with double precision and separates rounding
 * from faults; {@code LayerSearch} finds the layer. Faults that depend on memory that was never
 * written are made visible by filling it, see {@link org.dsd4j.djl.check.HeapPoison} and {@link
 * org.dsd4j.djl.check.AllocatorPoison}. What often helps against a fault is {@link
 * org.dsd4j.djl.check.SlowerInstructions}.
 */
package org.dsd4j.djl.check;
