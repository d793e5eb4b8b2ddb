/**
 * What one run leaves behind, as immutable values.
 *
 * <p>A <em>run</em> is one arm of one row with one seed. Before it starts, {@link
 * org.dsd4j.reports.record.RunSpec} says exactly what will happen; while it lasts, {@link
 * org.dsd4j.reports.record.Event}s say what happened; at its end an {@link
 * org.dsd4j.reports.record.ArmResult} says what came out. Numbers never travel alone: a figure is
 * read through its {@link org.dsd4j.reports.record.Metric}, which knows the unit and which
 * direction is better, and "no figure" is a value of its own, {@link
 * org.dsd4j.reports.record.Outcome}.
 *
 * <p>{@link org.dsd4j.reports.record.Arms} names the arms, {@link org.dsd4j.reports.record.Roles}
 * says which two of them are compared.
 *
 * <p>Beside the runs stands the sensitivity analysis of a baseline: {@link
 * org.dsd4j.reports.record.SensitivitySpec} and its {@link
 * org.dsd4j.reports.record.SensitivityPoint}s.
 *
 * <p>Nothing here knows an engine, a folder or a chart. The store in {@code
 * org.dsd4j.reports.store} writes these types, the rest of the module reads them.
 *
 * <p><b>To add a metric</b> no class is needed: name it in the row's {@code RunSpec.metrics()} and
 * put its value under the same id into the result. <b>To add an event</b>, add one nested record to
 * {@code Event} with its name in {@code @JsonSubTypes}; older readers stop with a clear problem, so
 * raise {@code RunStore.FORMAT} too.
 */
package org.dsd4j.reports.record;
