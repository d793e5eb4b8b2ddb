package org.dsd4j.reports.tracking;

import java.util.List;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.RunSpec;

/**
 * A run as targets know it.
 *
 * @param key 16 hexadecimal digits, the same for every start of this run and for no other run: they
 *     come from its {@code run.json}, which is written once and says when
 * @param attempt name of the folder of its seed, such as {@code 3}, or {@code 3.2} for the second
 *     attempt
 * @param spec what is run
 * @param environment where this start of it runs
 * @param goesOn whether an earlier start was broken off
 * @param firstStep step of the whole plan at which this start begins; what an earlier start has
 *     logged at it or beyond it is superseded
 */
public record TrackedRun(
    String key,
    String attempt,
    RunSpec spec,
    Environment environment,
    boolean goesOn,
    long firstStep) {
  /**
   * Where the run stands among the others, from the outermost: the names of the store's folders.
   */
  public List<String> place() {
    return List.of(spec.scale(), spec.row(), spec.engine(), attempt, spec.arm());
  }
}
