/**
 * Kit: what an engine must be able to do, so that the suite can train on it. Each {@link
 * org.dsd4j.djl.kit.conformance.Capability} is a small computation that is compared with plain
 * Java; all of them take about a second. The last ones are about layers of DJL that no row uses;
 * they are compared with FLOAT64.
 *
 * <p>{@link org.dsd4j.djl.kit.conformance.Conformance} runs them. To add one, write a method that
 * throws {@link org.dsd4j.djl.kit.conformance.ConformanceFailure} next to similar ones, such as in
 * {@code TrainingChecks}, and list it in {@code Capabilities}. A new engine needs nothing here:
 * every engine on the class path is checked.
 */
package org.dsd4j.djl.kit.conformance;
