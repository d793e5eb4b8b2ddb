package org.dsd4j.reproductions.caption;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.UsageException;

/**
 * What a finished run needs beside its weights to say what is on a picture: {@code captioner.json}.
 *
 * @param format version of this file
 * @param width of the caption model
 * @param features what it sees of a picture
 * @param scale of the features
 * @param sentences training captions
 * @param words of the vocabulary, by their indices from 1
 */
record CaptionerFile(
    int format,
    int width,
    FeatureSpec features,
    FeatureScale scale,
    long sentences,
    List<Vocabulary.Word> words) {
  static final String NAME = StoreLayout.CAPTIONER;
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static CaptionerFile of(CaptionSetup setup, FeatureScale scale) {
    return new CaptionerFile(
        FORMAT,
        setup.recipe().width(),
        setup.features().spec(),
        scale,
        setup.vocabulary().sentences(),
        setup.vocabulary().words());
  }

  Vocabulary vocabulary() {
    return new Vocabulary(sentences, words);
  }

  void write(Path folder) {
    try {
      AtomicFiles.write(
          folder.resolve(NAME), JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of numbers and words cannot be written", e);
    }
  }

  /**
   * Reads the file.
   *
   * @throws UsageException when there is none, or it is damaged or of another version
   */
  static CaptionerFile read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      CaptionerFile read =
          JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), CaptionerFile.class);
      if (read.format() != FORMAT) {
        throw new UsageException(
            file + " is of version " + read.format() + ", this program reads " + FORMAT);
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "there is no "
              + file
              + ": name the folder of one finished arm of neuraltalk, such as"
              + " runs/embedded/neuraltalk/PyTorch/1/dsd");
    } catch (IOException e) {
      throw new UsageException(
          file + " cannot be read (" + e.getMessage() + "); run the row again");
    }
  }
}
