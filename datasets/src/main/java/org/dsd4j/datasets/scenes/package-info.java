/**
 * Captioned pictures that are made by code, from a seed and nothing else.
 *
 * <p>{@link org.dsd4j.datasets.scenes.ScenesWithCaptions} first draws the facts of a scene: a
 * ground, and one to three objects with shape, texture, colour, size and a cell of a coarse grid.
 * The facts are painted by the package {@code drawing}, and five captions each mention some of them
 * in other words: synonyms, more or less detail, another order. So references differ as those of
 * human annotators do, and there is no single right caption: the score of one caption against the
 * four others is far from 100.
 *
 * <h2>One more word, sentence or colour</h2>
 *
 * <p>A synonym is an entry of a list in {@code WordChoice}, {@code Colour} or {@code Background}; a
 * sentence is a case in {@code CaptionWriter}. Each changes the corpus of every seed, so the test's
 * checksum must then be updated on purpose, and its check of the score among the captions shows
 * whether the corpus is still about as hard.
 */
package org.dsd4j.datasets.scenes;
