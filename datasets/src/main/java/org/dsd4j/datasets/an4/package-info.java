/**
 * AN4, small and free: people spell words and say numbers and commands. {@link
 * org.dsd4j.datasets.an4.An4} reads it as CMU distributes it.
 *
 * <p>To read another edition of it, teach {@code An4} its places; its lists and transcripts stay.
 */
package org.dsd4j.datasets.an4;
