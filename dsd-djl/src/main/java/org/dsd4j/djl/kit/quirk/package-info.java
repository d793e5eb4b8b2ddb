/**
 * What engines are known to get wrong, in one place: everything else in this library is the same
 * for every engine. A new engine needs a line in {@link org.dsd4j.djl.kit.quirk.Quirks} only if the
 * conformance tests show that it needs one.
 */
package org.dsd4j.djl.kit.quirk;
