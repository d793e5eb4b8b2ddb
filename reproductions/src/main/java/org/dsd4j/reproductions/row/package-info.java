/**
 * What a row of the paper's tables is.
 *
 * <p>A {@link org.dsd4j.reproductions.row.Row} is found by {@code ServiceLoader} and makes an
 * {@link org.dsd4j.reproductions.row.Experiment} for a scale: network, data, plan, metrics, the
 * paper's claim and its deviations, all as data. To add a row, write one class that implements
 * {@code Row}, most simply by extending that of its domain, and name it in {@code
 * META-INF/services}; see {@code docs/extending.md}.
 */
package org.dsd4j.reproductions.row;
