/**
 * AN4, small and free: speakers spell words and say numbers and commands. {@link
 * org.dsd4j.datasets.an4.An4} reads it as CMU distributes it.
 *
 * <p>For another distribution of it, add its folders to {@code An4}; lists and transcripts are the
 * same.
 */
package org.dsd4j.datasets.an4;
