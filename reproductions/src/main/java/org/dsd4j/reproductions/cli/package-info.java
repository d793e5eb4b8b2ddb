/**
 * The command {@code dsd}. The only place that prints.
 *
 * <p>Exit codes: 0 all is well, 2 wrong usage, 3 the data cannot be used, 4 a run failed.
 */
package org.dsd4j.reproductions.cli;
