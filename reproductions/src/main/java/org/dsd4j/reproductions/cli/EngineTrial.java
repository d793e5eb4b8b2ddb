package org.dsd4j.reproductions.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.kit.conformance.Finding;

/**
 * What a process that tried an engine has said.
 *
 * @param engine its name
 * @param version of its native library, empty when it did not start
 * @param devices what it sees, separated by commas
 * @param threads of one operation
 * @param findings by the id of the capability: {@link Finding#PASSED}, or what is wrong
 * @param refusal why it cannot be used at all, empty when it can
 */
record EngineTrial(
    String engine,
    String version,
    String devices,
    int threads,
    Map<String, String> findings,
    String refusal) {
  static final String VERSION = "version ";
  static final String DEVICES = "devices ";
  static final String TRYING = "trying ";
  static final String FOUND = "found ";
  private static final String ERROR = ": dsd: ";

  /** Whether it started, and computes gradients. */
  boolean trains() {
    return refusal.isEmpty();
  }

  /** Counts what it passed. */
  long passed() {
    return findings.values().stream().filter(Finding.PASSED::equals).count();
  }

  /** Reads the lines of the process, which may have ended in the middle. */
  static EngineTrial read(String engine, int threads, List<String> lines, int code) {
    String version = "";
    String devices = "";
    String refusal = "";
    String trying = "";
    Map<String, String> findings = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith(VERSION)) {
        version = line.substring(VERSION.length());
      } else if (line.startsWith(DEVICES)) {
        devices = line.substring(DEVICES.length());
      } else if (line.startsWith(TRYING)) {
        trying = line.substring(TRYING.length());
        findings.put(trying, "its process ended");
      } else if (line.startsWith(FOUND)) {
        findings.put(trying, line.substring(FOUND.length()));
      } else if (line.startsWith(engine + ERROR)) {
        refusal = line.substring(engine.length() + ERROR.length());
      }
    }
    if (findings.isEmpty() && refusal.isEmpty()) {
      refusal = "its process ended with exit code " + code + " before it started";
    }
    return new EngineTrial(engine, version, devices, threads, findings, refusal);
  }
}
