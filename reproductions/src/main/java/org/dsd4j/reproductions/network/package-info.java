/**
 * The networks of the paper's rows, as our own blocks: DJL's zoo cannot be trusted by name (its
 * "ResNet-18" has 1.4 M parameters). Each is one file, with its parameter count pinned by a test.
 */
package org.dsd4j.reproductions.network;
