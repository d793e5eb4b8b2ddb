/**
 * Kit: blocks whose arithmetic is tested on every engine that the suite runs on. {@link
 * org.dsd4j.djl.kit.nn.AlignedConv2d} convolves, {@link org.dsd4j.djl.kit.nn.Pool2d}, {@link
 * org.dsd4j.djl.kit.nn.LocalResponseNorm} and others have no parameters, {@link
 * org.dsd4j.djl.kit.nn.Chain} puts named blocks in a row. To add one, extend {@code
 * ParameterFreeBlock} if it has no parameters, compute the shape of its output, and test it
 * together with its gradient.
 */
package org.dsd4j.djl.kit.nn;
