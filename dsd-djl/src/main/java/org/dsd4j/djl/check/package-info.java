/**
 * Whether an engine computes a network rightly: {@link org.dsd4j.djl.check.NetworkCheck} takes a
 * block and a batch and gives a {@link org.dsd4j.djl.check.Verdict}.
 *
 * <p>A {@code Trial} runs the block under {@code Conditions}, on {@code Copies} of its parameters;
 * an {@code Examination} compares single with double precision and tells rounding from faults;
 * {@code LayersAlone} finds the layer.
 */
package org.dsd4j.djl.check;
