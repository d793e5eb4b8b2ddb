package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of an arm, in that of a seed: the records of one run.
 *
 * @param path such as {@code runs/embedded/resnet18/PyTorch/3/dsd}
 */
public record ArmPath(Path path) {
  /** What is run and where. */
  public Path run() {
    return path.resolve(StoreLayout.RUN);
  }

  /** The list of all files of a finished arm. */
  public Path manifest() {
    return path.resolve(StoreLayout.MANIFEST);
  }

  /** The event log. */
  public Path events() {
    return path.resolve(StoreLayout.EVENTS);
  }

  /** What came out. */
  public Path result() {
    return path.resolve(StoreLayout.RESULT);
  }

  /** The folder of the histograms. */
  public Path weights() {
    return path.resolve(StoreLayout.WEIGHTS);
  }

  /**
   * The histogram of one moment.
   *
   * @param moment one of {@link org.dsd4j.reports.record.WeightHistogram#MOMENTS}
   * @return the file
   */
  public Path weights(String moment) {
    return weights().resolve(moment + StoreLayout.JSON);
  }

  /** The predicted classes of the test split. */
  public Path predictions() {
    return path.resolve(StoreLayout.PREDICTIONS);
  }

  /** The predicted sentences of the test split. */
  public Path sentences() {
    return path.resolve(StoreLayout.SENTENCES);
  }

  /**
   * The references of the test split in NIST's format.
   *
   * @param set name of the test set; empty where there is one
   * @return the file
   */
  public Path references(String set) {
    return path.resolve(trn(StoreLayout.REFERENCES, set));
  }

  /**
   * The predicted sentences of the test split in NIST's format.
   *
   * @param set name of the test set; empty where there is one
   * @return the file
   */
  public Path hypotheses(String set) {
    return path.resolve(trn(StoreLayout.HYPOTHESES, set));
  }

  private static String trn(String kind, String set) {
    return kind + (set.isEmpty() ? "" : "-" + set) + StoreLayout.TRN;
  }

  /** The checkpoint from which a broken-off run goes on; deleted when the arm has finished. */
  public Path checkpoint() {
    return path.resolve(StoreLayout.CHECKPOINT);
  }

  /** The checkpoint of the arm's end, from which other arms start. */
  public Path finalWeights() {
    return path.resolve(StoreLayout.FINAL_WEIGHTS);
  }

  /** The arm's id. */
  public String name() {
    return StoreLayout.name(path);
  }

  /** The seed that it lies in. */
  public SeedPath seed() {
    return new SeedPath(StoreLayout.above(path));
  }

  /** The row that it lies in. */
  public RowPath row() {
    return seed().row();
  }

  /** The store that it lies in. */
  public StoreLayout store() {
    return row().store();
  }
}
