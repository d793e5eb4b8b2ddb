/**
 * Kit: starting an engine with settings that are written down, and checking its arithmetic.
 *
 * <p>{@link org.dsd4j.djl.kit.engine.EngineStart} fixes the number of threads and forbids network
 * access before the native library loads. {@link org.dsd4j.djl.kit.engine.ArithmeticCheck}
 * convolves on memory that is filled with NaN and compares with FLOAT64, because LibTorch's
 * convolutions are wrong on some CPUs.
 */
package org.dsd4j.djl.kit.engine;
