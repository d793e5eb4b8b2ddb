/**
 * A DJL block with stable names for its parameters and initial weights that come from a seed alone.
 *
 * <p>{@link org.dsd4j.djl.network.Network} owns the memory; {@link
 * org.dsd4j.djl.network.NetworkParameters} names the parameters; {@link
 * org.dsd4j.djl.network.NamedParameter} shows one to pruning.
 */
package org.dsd4j.djl.network;
