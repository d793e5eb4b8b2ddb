package org.dsd4j.djl.kit.ctc;

import java.util.List;

/**
 * The beginning of a labelling, as a node of a tree: a symbol after a shorter prefix. All
 * probabilities are natural logarithms, over the paths of the frames so far.
 */
final class Prefix {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final Prefix parent;
  private final int symbol;
  private final int length;
  private final double language;
  private final List<String> words;
  private final Prefix[] children;
  private double ending = Double.NaN;
  private int frame = -1;

  /** The probability of paths that end in a blank, and in the last symbol. */
  private double blank = NEVER;

  private double label = NEVER;
  private double nextBlank = NEVER;
  private double nextLabel = NEVER;

  private Prefix(
      Prefix parent, int symbol, int length, int symbols, double language, List<String> words) {
    this.parent = parent;
    this.symbol = symbol;
    this.length = length;
    this.language = language;
    this.words = words;
    this.children = new Prefix[symbols];
  }

  /** The empty prefix before the first frame. */
  static Prefix root(int symbols) {
    Prefix root = new Prefix(null, -1, 0, symbols, 0, List.of());
    root.blank = 0;
    return root;
  }

  /** The last symbol, -1 if there is none. */
  int symbol() {
    return symbol;
  }

  /** The prefix without the last symbol; not of the root. */
  Prefix parent() {
    return parent;
  }

  /** The words that a space ended. */
  List<String> words() {
    return words;
  }

  /** The longer prefix, or null where there was none so far. */
  Prefix child(int code) {
    return children[code];
  }

  /** Adds a longer prefix. */
  Prefix grow(int code, WordScores scores) {
    boolean ends = scores.ends(code);
    List<String> known = ends ? scores.words(this) : words;
    Prefix child =
        new Prefix(this, code, length + 1, children.length, childLanguage(code, scores), known);
    children[code] = child;
    return child;
  }

  /** What words add to the longer prefix. */
  double childLanguage(int code, WordScores scores) {
    if (!scores.ends(code)) {
      return language;
    }
    if (Double.isNaN(ending)) {
      ending = language + scores.last(this);
    }
    return ending;
  }

  /** The probability of paths that a symbol can extend by a new label. */
  double before(int code) {
    return code == symbol ? blank : total();
  }

  double total() {
    return logAdd(blank, label);
  }

  /** Starts a frame; returns whether this is the first call in it. */
  boolean enter(int newFrame) {
    if (frame == newFrame) {
      return false;
    }
    frame = newFrame;
    nextBlank = NEVER;
    nextLabel = NEVER;
    return true;
  }

  /** Stays what it is in this frame: by a blank, or by its last symbol again. */
  void stay(double logOfBlank, double logOfLabel) {
    nextBlank = logAdd(nextBlank, total() + logOfBlank);
    nextLabel = logAdd(nextLabel, label + logOfLabel);
  }

  /** Is reached in this frame from the shorter prefix. */
  void reach(double log) {
    nextLabel = logAdd(nextLabel, log);
  }

  /** What it is ranked by in this frame. */
  double nextScore() {
    return logAdd(nextBlank, nextLabel) + language;
  }

  /** What it is ranked by at the end of the utterance. */
  double finalScore(WordScores scores) {
    return total() + language + scores.last(this);
  }

  /** Advances to the next frame. */
  void advance() {
    blank = nextBlank;
    label = nextLabel;
  }

  int[] codes() {
    int[] codes = new int[length];
    Prefix at = this;
    for (int i = length - 1; i >= 0; i--) {
      codes[i] = at.symbol;
      at = at.parent;
    }
    return codes;
  }

  private static double logAdd(double x, double y) {
    double larger = Math.max(x, y);
    if (larger == NEVER) {
      return NEVER;
    }
    return larger + Math.log1p(Math.exp(Math.min(x, y) - larger));
  }
}
