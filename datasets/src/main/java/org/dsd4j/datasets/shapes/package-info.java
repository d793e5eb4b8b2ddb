/**
 * Pictures that are made by code, from a seed and nothing else.
 *
 * <p>{@link org.dsd4j.datasets.shapes.ShapeScenes} paints one textured shape into each picture; its
 * class is the pair of shape and texture. Each shape occurs in several classes and so does each
 * texture, and colours, place, size, angle, light and clutter are drawn without regard to the
 * class: only who sees the shape and the texture together can name it. {@link
 * org.dsd4j.datasets.shapes.Difficulty} holds the knobs.
 *
 * <p>The bytes are the same on every JVM: all arithmetic is Java's strict floating point, angles go
 * through {@code StrictMath}, chance comes from {@code SplittableRandom.nextLong} alone, and
 * nothing is drawn by AWT, whose output differs between systems.
 *
 * <h2>One more shape or texture</h2>
 *
 * <p>Add a constant to the enum {@code Shape} or {@code Texture} with its one method. Append it:
 * classes are numbered by the order of the constants, and the pinned checksum of the test must then
 * be renewed on purpose.
 */
package org.dsd4j.datasets.shapes;
