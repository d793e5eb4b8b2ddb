package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of a row at a scale.
 *
 * @param path such as {@code runs/embedded/resnet18}
 */
public record RowPath(Path path) {
  /**
   * The folder of an engine.
   *
   * @param engine name of the engine
   * @return the folder
   */
  public EnginePath engine(String engine) {
    return new EnginePath(path.resolve(engine));
  }

  /** The picture that shows some of the corpus. */
  public Path samples() {
    return path.resolve(StoreLayout.SAMPLES);
  }

  /** The folder of the test pictures that a report shows. */
  public Path examples() {
    return path.resolve(StoreLayout.EXAMPLES);
  }

  /**
   * One test picture that a report shows.
   *
   * @param example its position in the test split, from 0
   * @return the file
   */
  public Path example(long example) {
    return examples().resolve(example + StoreLayout.PNG);
  }

  /** Id of the row. */
  public String name() {
    return StoreLayout.name(path);
  }

  /** Id of the scale. */
  public String scale() {
    return StoreLayout.name(StoreLayout.above(path));
  }

  /** The store that it lies in. */
  public StoreLayout store() {
    return new StoreLayout(StoreLayout.above(StoreLayout.above(path)));
  }
}
