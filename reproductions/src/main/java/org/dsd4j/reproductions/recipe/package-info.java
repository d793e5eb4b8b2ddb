/**
 * The shape that the rows of all domains share.
 *
 * <p>A {@link org.dsd4j.reproductions.recipe.RecipeRow} has one {@link
 * org.dsd4j.reproductions.recipe.Recipe} for each scale: sizes, solver, and a {@link
 * org.dsd4j.reproductions.recipe.ReasonedPlan}. What differs between a recipe and the paper's
 * becomes a deviation by itself; see {@link org.dsd4j.reproductions.recipe.Differences}. Prepared,
 * a row is a {@link org.dsd4j.reproductions.recipe.RecipeExperiment}.
 *
 * <p>Each domain has the same six types under its own name ({@code Image}, {@code Caption}, {@code
 * Speech}): {@code Row}; {@code Recipe}; {@code Source}, which opens the corpus of a scale; {@code
 * Experiment}; {@code Evaluation}; and {@code BatchSource}. A row of the paper is then one class
 * that extends the {@code Row} of its domain.
 */
package org.dsd4j.reproductions.recipe;
