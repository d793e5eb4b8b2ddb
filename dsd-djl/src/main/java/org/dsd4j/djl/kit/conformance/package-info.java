/**
 * What an engine must be able to do, so that the suite can train on it: one {@link
 * org.dsd4j.djl.kit.conformance.Capability} for each, a small computation that is compared with
 * plain Java, in about a second for all. The last of them are about layers of DJL that no row uses;
 * they are compared with FLOAT64.
 *
 * <p>{@link org.dsd4j.djl.kit.conformance.Conformance} runs them. To add one, write a method that
 * throws {@link org.dsd4j.djl.kit.conformance.Mismatch} beside its like, such as in {@code
 * TrainingChecks}, and name it in {@code Capabilities}. A new engine needs nothing here: it is on
 * the class path, so it is checked.
 */
package org.dsd4j.djl.kit.conformance;
