package org.dsd4j.reproductions.recipe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.UsageException;

/**
 * Refuses what a row has no use for, and asks for what it needs.
 *
 * @param row the id of the row, for the messages
 * @param request what the user asks
 */
public record RequestCheck(String row, Request request) {
  /** What a row may have no use for. */
  public enum Option {
    /** The folder with the data. */
    DATA("--data", request -> request.data().isPresent()),
    /** The weights of a network that is trained already. */
    INIT("--init", request -> request.init().isPresent()),
    /** The pictures on which a row trains the network that computes its features. */
    PICTURES("--pictures", request -> request.pictures().isPresent()),
    /** A decoder that keeps more than one beginning. */
    BEAM("--beam", request -> request.beam() != 1),
    /** A language model for the decoder. */
    LANGUAGE_MODEL("--lm", request -> request.languageModel().isPresent());

    private final String name;

    @SuppressWarnings("ImmutableEnumChecker") // a predicate without state
    private final Predicate<Request> given;

    Option(String name, Predicate<Request> given) {
      this.name = name;
      this.given = given;
    }
  }

  /**
   * Refuses options that the row can use at no scale.
   *
   * @param why the reason, which follows a colon in the message
   * @param options each option that would be refused
   * @throws UsageException when one of them is given
   */
  public void refuse(String why, Option... options) {
    if (anyOf(options)) {
      throw new UsageException(row + " has no use for " + names(options) + ": " + why);
    }
  }

  /**
   * Refuses options that the scale of the request cannot use.
   *
   * @param what the row does at this scale, such as {@code draws its pictures}
   * @param options each option that would be refused
   * @throws UsageException when one of them is given
   */
  public void leaveOut(String what, Option... options) {
    if (anyOf(options)) {
      throw new UsageException(atScale() + " " + what + ": leave out " + names(options));
    }
  }

  /**
   * Asks for the folder with the data.
   *
   * @param what the folder is, for the message
   * @return the folder
   * @throws UsageException when none is given
   */
  public Path data(String what) {
    return request
        .data()
        .orElseThrow(() -> new UsageException(atScale() + " needs --data DIR, " + what));
  }

  /**
   * Returns the scale of the request.
   *
   * @return the scale
   */
  public Scale scale() {
    return request.scale();
  }

  /**
   * Names row and scale as on the command line, to begin a message.
   *
   * @return such as {@code neuraltalk --scale paper}
   */
  public String atScale() {
    return row + " --scale " + scale().id();
  }

  private boolean anyOf(Option... options) {
    return Arrays.stream(options).anyMatch(option -> option.given.test(request));
  }

  /** Such as {@code --pictures, --beam and --lm}. */
  private static String names(Option... options) {
    String all = String.join(", ", Arrays.stream(options).map(option -> option.name).toList());
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
  }
}
