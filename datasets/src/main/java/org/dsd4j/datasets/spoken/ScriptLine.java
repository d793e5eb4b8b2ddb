package org.dsd4j.datasets.spoken;

/**
 * What one utterance will be.
 *
 * @param id unique in the corpus
 * @param sentence what is said
 * @param person by whom
 * @param seed of everything about it that is left to chance
 */
record Line(String id, String sentence, Person person, long seed) {}
