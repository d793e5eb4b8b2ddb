package org.dsd4j.reports.live;

/**
 * How far an arm is, in texts for a page; a text is empty where there is nothing to say.
 *
 * @param id where it stands in the store, with slashes
 * @param row the row's key, see {@link LiveStore#curves}
 * @param name display name of the row, with its scale and engine
 * @param seed the seed, with its attempt where that is not the first
 * @param arm the arm
 * @param state what it is doing
 * @param phase name of the phase at hand
 * @param step steps of that phase done
 * @param steps steps of that phase
 * @param rate steps in a second
 * @param left time left for this arm's phases
 * @param loss mean training loss of the last line
 * @param note why there is no figure, what is known of a stall, or the primary figure
 */
record ArmProgress(
    String id,
    String row,
    String name,
    String seed,
    String arm,
    RunState state,
    String phase,
    long step,
    long steps,
    String rate,
    String left,
    String loss,
    String note) {}
