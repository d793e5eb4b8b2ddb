/**
 * N-gram language models: {@link org.dsd4j.datasets.language.ArpaModel} reads their usual text
 * format.
 *
 * <p>Another format, such as a binary one, needs another reader that fills {@code NgramTree}.
 */
package org.dsd4j.datasets.language;
