package org.dsd4j.reproductions.recipe;

import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.datasets.DataException;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.setting.Setting;

/**
 * Refuses what a row has no use for, and asks for what it needs.
 *
 * @param row the id of the row, for the messages
 * @param request what the user asks
 */
public record RequestCheck(String row, Request request) {
  /**
   * Refuses options that the row can use at no scale.
   *
   * @param why the reason, which follows a colon in the message
   * @param options each option that would be refused
   * @throws UsageException when one of them is given
   */
  public void refuse(String why, Setting<?>... options) {
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
  public void leaveOut(String what, Setting<?>... options) {
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
   * Asks for examples in every split: what would be measured on none would be no number, and that
   * would be found at the end.
   *
   * @param train examples to train on
   * @param validation examples of the curves
   * @param test examples of the result
   * @throws DataException when there are none of one kind
   */
  public void requireExamples(int train, int validation, int test) {
    if (train < 1 || validation < 1 || test < 1) {
      throw new DataException(
          "%s needs examples for training, validation and test, but the data have %d, %d and %d; add some or divide them anew"
              .formatted(atScale(), train, validation, test));
    }
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

  private boolean anyOf(Setting<?>... options) {
    return Arrays.stream(options).anyMatch(option -> !request.settings().isUsual(option));
  }

  /** Such as {@code --pictures, --beam and --lm}. */
  private static String names(Setting<?>... options) {
    String all = String.join(", ", Arrays.stream(options).map(Setting::option).toList());
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
  }
}
