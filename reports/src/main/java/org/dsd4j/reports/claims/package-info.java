/**
 * What the paper, its slide deck and the authors' model zoo say, as data: {@code claims.json}
 * beside these classes holds every figure with its source, and {@link
 * org.dsd4j.reports.claims.Claims} reads it. These are the only reference figures a report cites.
 *
 * <p><b>To add a row's claim</b>, add one object to {@code claims.json}; the row names it by its
 * id.
 */
package org.dsd4j.reports.claims;
