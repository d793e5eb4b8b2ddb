/**
 * Kit: known faults of engines, in one place; the rest of the kit is the same for every engine. A
 * new engine needs an entry in {@link org.dsd4j.djl.kit.quirk.Quirks} only if the conformance tests
 * show that it needs one.
 */
package org.dsd4j.djl.kit.quirk;
