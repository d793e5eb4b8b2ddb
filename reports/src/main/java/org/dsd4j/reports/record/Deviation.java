package org.dsd4j.reports.record;

/**
 * One setting in which a row departs from the paper.
 *
 * @param setting what is set, such as {@code images}
 * @param paper the paper's value, or "not said"
 * @param here the value of this run
 * @param why the reason
 */
public record Deviation(String setting, String paper, String here, String why) {
  /** Checks that nothing is left open. */
  public Deviation {
    Problems problems = new Problems("deviation");
    problems.checkText("setting", setting);
    problems.checkText("paper", paper);
    problems.checkText("here", here);
    problems.checkText("why", why);
    problems.throwIfAny();
  }
}
