/** JMH benchmarks: {@code mvn verify -Pbench}. What they gave is in {@code docs/performance.md}. */
package org.dsd4j.reproductions.bench;
