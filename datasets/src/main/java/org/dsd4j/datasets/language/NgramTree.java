package org.dsd4j.datasets.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * N-grams as paths from a root: each node is a word after the words above it. Three million n-grams
 * take about 100 MB, since children are kept in one hash table of primitive values.
 */
final class NgramTree {

  /** The empty history. */
  static final int ROOT = 0;

  /** No such node, and no such word. */
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 1 << 10;

  // Two to four places in the hash table, and half as many again while it is copied.
  private static final long BYTES_OF_A_NODE = 100;
  private static final long BYTES_OF_A_WORD = 100;
  private static final long BYTES_OF_A_LETTER = 2;

  private final Map<String, Integer> words = new HashMap<>();
  private long[] keys = new long[FIRST_CAPACITY]; // parent and word, 0 where free
  private int[] children = new int[FIRST_CAPACITY];
  private float[] logs = new float[FIRST_CAPACITY];
  private float[] backoffs = new float[FIRST_CAPACITY];
  private int nodes = 1;
  private long letters;

  /** How many n-grams fit into half of the memory of this process, while a table grows. */
  static long most() {
    return Runtime.getRuntime().maxMemory() / 2 / BYTES_OF_A_NODE;
  }

  /** Whether words take more than a quarter of the memory of this process. */
  boolean isFull() {
    return letters * BYTES_OF_A_LETTER + (long) words.size() * BYTES_OF_A_WORD
        > Runtime.getRuntime().maxMemory() / 4;
  }

  /** The number of a word, or {@link #NONE}. */
  int word(String text) {
    return words.getOrDefault(text, NONE);
  }

  int wordOrNew(String text) {
    return words.computeIfAbsent(
        text,
        fresh -> {
          letters += fresh.length();
          return words.size();
        });
  }

  /** The node of a word after a history, or {@link #NONE}. */
  int child(int parent, int word) {
    if (parent == NONE || word == NONE) {
      return NONE;
    }
    int slot = slot(key(parent, word));
    return keys[slot] == 0 ? NONE : children[slot];
  }

  /** As {@link #child}; a fresh one has no probability of its own and a back-off of 0. */
  int childOrNew(int parent, int word) {
    long key = key(parent, word);
    int slot = slot(key);
    if (keys[slot] != 0) {
      return children[slot];
    }
    if (nodes == logs.length) {
      logs = Arrays.copyOf(logs, 2 * nodes);
      backoffs = Arrays.copyOf(backoffs, 2 * nodes);
    }
    logs[nodes] = Float.NaN;
    keys[slot] = key;
    children[slot] = nodes;
    if (2 * nodes > keys.length) {
      grow();
    }
    return nodes++;
  }

  void set(int node, float log, float backoff) {
    logs[node] = log;
    backoffs[node] = backoff;
  }

  /** Base 10, NaN if only longer n-grams pass through here. */
  float log(int node) {
    return logs[node];
  }

  float backoff(int node) {
    return backoffs[node];
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[2 * oldKeys.length];
    children = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        children[slot] = oldChildren[i];
      }
    }
  }

  private static long key(int parent, int word) {
    return ((long) parent << 32) | (word + 1);
  }

  private int slot(long key) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
