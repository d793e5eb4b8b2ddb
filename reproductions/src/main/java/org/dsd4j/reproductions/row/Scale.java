package org.dsd4j.reproductions.row;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How large a reproduction is. */
public enum Scale {
  /** Small inputs that code makes from a seed, width scaled down: minutes on two cores, offline. */
  EMBEDDED,
  /** Real public data given as a folder, width as the machine allows: hours. */
  WORKSTATION,
  /** The paper's network and data: days on GPUs. */
  PAPER;

  /**
   * Returns the name that commands and records use.
   *
   * @return the name in lower case
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns all names.
   *
   * @return the names, smallest scale first
   */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Scale::id).toList();
  }
}
