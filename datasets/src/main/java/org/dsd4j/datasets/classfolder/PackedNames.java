package org.dsd4j.datasets.classfolder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * An unmodifiable list of names in 4 bytes each in addition to their letters; a String takes 56.
 */
final class PackedNames extends AbstractList<String> implements RandomAccess {

  private final byte[] letters;
  private final int[] ends;

  PackedNames(Collection<String> names) {
    ends = new int[names.size()];
    byte[] all = new byte[32 * names.size()];
    int at = 0;
    int count = 0;
    for (String name : names) {
      byte[] bytes = name.getBytes(UTF_8);
      if (at + bytes.length > all.length) {
        all = Arrays.copyOf(all, 2 * (at + bytes.length));
      }
      System.arraycopy(bytes, 0, all, at, bytes.length);
      at += bytes.length;
      ends[count++] = at;
    }
    letters = Arrays.copyOf(all, at);
  }

  @Override
  public String get(int index) {
    int start = index == 0 ? 0 : ends[index - 1];
    return new String(letters, start, ends[index] - start, UTF_8);
  }

  @Override
  public int size() {
    return ends.length;
  }
}
