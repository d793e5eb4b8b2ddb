package org.dsd4j.datasets.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.TextLines;

/**
 * An n-gram model with back-off. Words are in lower case, whatever the file has, as transcripts
 * are. Safe for several threads.
 *
 * <p>Sentences begin with {@link #START} and end with {@link #END}. A word that the model does not
 * have counts as {@link #UNKNOWN}; where the model does not have that either, its logarithm is
 * {@link #IMPOSSIBLE}.
 */
public final class ArpaModel {

  /** The symbol before the first word. */
  public static final String START = "<s>";

  /** The symbol after the last word. */
  public static final String END = "</s>";

  /** The symbol for words that the model does not have. */
  public static final String UNKNOWN = "<unk>";

  /** How ARPA files write the logarithm of 0. */
  public static final double IMPOSSIBLE = -99;

  private final int order;
  private final NgramTree tree;

  ArpaModel(int order, NgramTree tree) {
    this.order = order;
    this.tree = tree;
  }

  /**
   * Reads a model.
   *
   * @param file in the ARPA format; compressed by gzip if its content is
   * @return the model
   * @throws DataException with one line that names the line of the file, if it is malformed; or if
   *     it cannot be read
   */
  public static ArpaModel read(Path file) {
    try {
      return ArpaReader.read(file);
    } catch (IOException failure) {
      throw new DataException(
          TextLines.problem(file, failure) + "; give a language model in the ARPA format", failure);
    }
  }

  /**
   * Words of the longest n-grams.
   *
   * @return at least 1
   */
  public int order() {
    return order;
  }

  /**
   * Whether the model has a word.
   *
   * @param word in lower case
   * @return whether it has a probability of its own
   */
  public boolean has(String word) {
    return tree.child(NgramTree.ROOT, tree.word(word)) != NgramTree.NONE;
  }

  /**
   * Probability of a word after others.
   *
   * @param history the words before, the nearest last, beginning with {@link #START} where the
   *     sentence does; only the last {@code order - 1} count
   * @param word the next word, or {@link #END}
   * @return logarithm to the base 10, at most 0 in a sound model
   */
  public double log10(List<String> history, String word) {
    int next = number(word);
    int from = Math.max(0, history.size() - (order - 1));
    double passed = 0;
    // From the longest history to none: what is not found costs the back-off of its history.
    for (int start = from; start <= history.size(); start++) {
      int context = node(history.subList(start, history.size()));
      int found = tree.child(context, next);
      if (found != NgramTree.NONE && !Float.isNaN(tree.log(found))) {
        return passed + tree.log(found);
      }
      passed += context == NgramTree.NONE ? 0 : tree.backoff(context);
    }
    return IMPOSSIBLE;
  }

  private int node(List<String> words) {
    int node = NgramTree.ROOT;
    for (String word : words) {
      node = tree.child(node, number(word));
    }
    return node;
  }

  private int number(String word) {
    int number = tree.word(word);
    return number == NgramTree.NONE ? tree.word(UNKNOWN) : number;
  }
}
