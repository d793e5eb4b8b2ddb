/**
 * Masks and how they are made.
 *
 * <p>An engine shows its parameters as {@link org.dsd4j.api.pruning.Prunable}. A {@link
 * org.dsd4j.api.pruning.PruningPolicy} says which of them are pruned and how much, and {@link
 * org.dsd4j.api.pruning.PruningPolicy#prune(java.util.List)} makes the {@link
 * org.dsd4j.api.pruning.MaskSet}: of N weights exactly {@code round(N * (1 - sparsity))} are kept,
 * those of largest magnitude, and among equals those of lowest index.
 *
 * <p>The paper gives two rules that differ by one weight and on ties: Algorithm 1 keeps {@code |W|
 * > threshold}, its prose removes {@code |W| < threshold}. An exact count with ties by index is
 * neither and is reproducible; on weights without ties it equals the prose.
 *
 * <p>To add a way to share sparsity between parameters, add a record to {@link
 * org.dsd4j.api.pruning.Allocation}; the compiler then names every place that must know it.
 */
package org.dsd4j.api.pruning;
