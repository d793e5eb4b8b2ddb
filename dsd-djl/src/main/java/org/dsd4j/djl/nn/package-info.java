/**
 * Blocks that are right on every engine and machine.
 *
 * <p>{@link org.dsd4j.djl.nn.AlignedConv2d} is the convolution of all networks of this project.
 */
package org.dsd4j.djl.nn;
