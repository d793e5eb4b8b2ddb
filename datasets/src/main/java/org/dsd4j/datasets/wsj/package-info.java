/**
 * The Wall Street Journal corpora CSR-I and CSR-II as the Linguistic Data Consortium distributes
 * them.
 *
 * <p>{@link org.dsd4j.datasets.wsj.Wsj} lists the splits, {@code Discs} finds the files of all
 * discs, {@code DotFiles} and {@code DotText} read the transcripts.
 *
 * <p>One more test set of the corpora is a name of its index file in {@code Wsj}.
 */
package org.dsd4j.datasets.wsj;
