/** Sound: files of it, and its rate. */
package org.dsd4j.datasets.audio;
