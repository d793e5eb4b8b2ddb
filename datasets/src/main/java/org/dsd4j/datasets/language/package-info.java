/**
 * How likely words follow each other: {@link org.dsd4j.datasets.language.ArpaModel} reads the usual
 * text form of n-gram models.
 *
 * <p>Another form, such as a binary one, is another reader that fills {@code NgramTree}.
 */
package org.dsd4j.datasets.language;
