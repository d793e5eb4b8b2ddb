package org.dsd4j.reproductions.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** The memory of this machine, or of the container that this process runs in. */
final class MachineMemory {
  private MachineMemory() {}

  /** In bytes; as good as endless where this Java does not tell. */
  static long bytes() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean told
        ? told.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
