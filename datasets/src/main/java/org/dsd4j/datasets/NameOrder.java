package org.dsd4j.datasets;

import java.util.Comparator;

/**
 * Names in the order of their code points, as Python sorts them: labels and splits are then the
 * same as those of other programs. {@code String.compareTo} puts characters beyond U+FFFF before
 * those from U+E000 on.
 */
public final class NameOrder {

  /** The order. */
  public static final Comparator<String> BY_CODE_POINTS = NameOrder::compare;

  private NameOrder() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(place(a.charAt(i)), place(b.charAt(i)));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Halves of pairs stand for code points above all others. */
  private static int place(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
