/**
 * How pictures are drawn by code: shapes with textures ({@link org.dsd4j.datasets.drawing.Sprite})
 * on a {@link org.dsd4j.datasets.drawing.Painting}, which a {@link
 * org.dsd4j.datasets.drawing.Camera} turns into bytes. What a picture shows and how it is labelled
 * is decided by the corpora: {@code shapes} has classes, {@code scenes} has captions.
 *
 * <p>The bytes are the same on every JVM: all arithmetic is Java's strict floating point, angles go
 * through {@code StrictMath}, random numbers come from {@code SplittableRandom.nextLong} alone
 * ({@link org.dsd4j.datasets.drawing.SeededRandom}), and nothing is drawn by AWT, whose output
 * differs between systems.
 *
 * <h2>One more shape or texture</h2>
 *
 * <p>Add a constant to {@link org.dsd4j.datasets.drawing.Shape} or {@link
 * org.dsd4j.datasets.drawing.Texture} with its one method. Append it: classes are numbered by the
 * order of the constants. A shape also needs words in {@code scenes.WordChoice}, and the pinned
 * checksums of the tests must then be renewed on purpose.
 */
package org.dsd4j.datasets.drawing;
