package org.dsd4j.reports.store;

import java.util.OptionalLong;
import org.dsd4j.reports.record.Event;

/**
 * A line of an event log with the reading of its writer's clock.
 *
 * @param event what happened
 * @param clock milliseconds since its process began to write, by a clock that is never set; empty
 *     in logs that were written before there was one
 */
public record TimedEvent(Event event, OptionalLong clock) {}
