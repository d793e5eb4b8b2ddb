package org.dsd4j.reports.tracking;

import java.time.Duration;

/**
 * How long a target may take.
 *
 * @param silence for one piece of work; a target that takes longer is given up
 * @param end for what still waits when a run has ended
 */
record TrackerTimeouts(Duration silence, Duration end) {}
