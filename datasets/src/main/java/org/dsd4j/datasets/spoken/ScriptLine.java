package org.dsd4j.datasets.spoken;

/**
 * What one utterance will be.
 *
 * @param id unique in the corpus
 * @param sentence what is said
 * @param person by whom
 * @param seed of everything about it that is left to chance
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
