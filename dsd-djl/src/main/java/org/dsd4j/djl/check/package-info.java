/** Whether an engine computes a network rightly: {@link org.dsd4j.djl.check.NetworkCheck}. */
package org.dsd4j.djl.check;
