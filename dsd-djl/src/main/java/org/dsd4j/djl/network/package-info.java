/**
 * Method: a DJL block with stable names for its parameters and initial weights that depend on a
 * seed alone.
 *
 * <p>{@link org.dsd4j.djl.network.Network} owns the memory; {@link
 * org.dsd4j.djl.network.NetworkParameters} names the parameters; {@link
 * org.dsd4j.djl.network.NamedParameter} shows one to pruning. {@link org.dsd4j.djl.network.Engines}
 * finds an engine that can train, and {@link org.dsd4j.djl.network.EngineLock} guards what an
 * engine has once for all threads.
 */
package org.dsd4j.djl.network;
