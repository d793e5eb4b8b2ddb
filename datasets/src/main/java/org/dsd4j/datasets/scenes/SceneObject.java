package org.dsd4j.datasets.scenes;

import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;

/**
 * One object of a scene.
 *
 * @param shape its outline
 * @param texture what covers it
 * @param colour its colour, which no other object of the scene has
 * @param large whether it is one of the large ones
 * @param row 0 at the top to 2
 * @param column 0 at the left to 2
 */
record SceneObject(
    Shape shape, Texture texture, Colour colour, boolean large, int row, int column) {}
