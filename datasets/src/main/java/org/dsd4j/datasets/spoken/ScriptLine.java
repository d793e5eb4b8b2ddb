package org.dsd4j.datasets.spoken;

/**
 * One utterance that is to be synthesised.
 *
 * @param id unique in the corpus
 * @param sentence its words
 * @param person who says it
 * @param seed of everything about it that is random
 */
record ScriptLine(String id, String sentence, Person person, long seed) {

  /**
   * Everything that the sound depends on. The wording is that of the cache files that exist: with
   * any other, they would be made again under new names.
   */
  String cacheKey() {
    return "Line[id=%s, sentence=%s, person=%s, seed=%s]".formatted(id, sentence, person, seed);
  }
}
