package org.dsd4j.reports.tracking;

import java.time.Instant;

/**
 * A place in a run.
 *
 * @param time when, by the machine's clock
 * @param step steps of the whole plan done by then
 */
public record LogPoint(Instant time, long step) {}
