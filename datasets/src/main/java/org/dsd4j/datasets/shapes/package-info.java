/**
 * Pictures that are made by code, from a seed and nothing else.
 *
 * <p>{@link org.dsd4j.datasets.shapes.ShapeScenes} paints one textured shape into each picture; its
 * class is the pair of shape and texture. Each shape occurs in several classes and so does each
 * texture, and colours, place, size, angle, light and clutter are drawn without regard to the
 * class: only shape and texture together determine it. {@link org.dsd4j.datasets.shapes.Difficulty}
 * holds the settings of this variation.
 *
 * <p>The package {@code drawing} draws them; a shape or texture that is appended there makes more
 * classes here.
 */
package org.dsd4j.datasets.shapes;
