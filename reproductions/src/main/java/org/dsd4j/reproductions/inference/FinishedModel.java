package org.dsd4j.reproductions.inference;

import java.nio.file.Path;
import org.dsd4j.datasets.BrokenExampleException;

/** The network of a finished arm, loaded to be used on files of the user. */
public interface FinishedModel extends AutoCloseable {
  /**
   * Describes the content of a file in words.
   *
   * @param input the file, of a format that the model reads
   * @return lower-case words with single spaces; may be empty
   * @throws BrokenExampleException when the file cannot be read; other files may still be fine
   */
  String describe(Path input) throws BrokenExampleException;

  /** Frees the memory of the network. */
  @Override
  void close();
}
