package org.dsd4j.reproductions.speech;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.UsageException;

/**
 * What a finished run needs beside its weights to write down speech: {@code transcriber.json}.
 *
 * @param format version of this file
 * @param row whose network it is
 * @param size of the network
 * @param pooled how many neighbouring bins of the spectrogram become one
 */
record HearerFile(int format, String row, SpeechRecipe.Size size, int pooled) {
  static final String NAME = StoreLayout.TRANSCRIBER;
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static void write(Path folder, String row, SpeechRecipe recipe) {
    HearerFile file = new HearerFile(FORMAT, row, recipe.size(), recipe.pooled());
    try {
      AtomicFiles.write(
          folder.resolve(NAME), JSON.writeValueAsString(file).getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of numbers and words cannot be written", e);
    }
  }

  /**
   * Reads the file.
   *
   * @throws UsageException when there is none, or it is damaged or of another version
   */
  static HearerFile read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      HearerFile read =
          JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), HearerFile.class);
      if (read.format() != FORMAT) {
        throw new UsageException(
            file + " is of version " + read.format() + ", this program reads " + FORMAT);
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "there is no "
              + file
              + ": name the folder of one finished arm of a speech row, such as"
              + " runs/embedded/deepspeech/PyTorch/1/dsd2");
    } catch (IOException e) {
      throw new UsageException(
          file + " cannot be read (" + e.getMessage() + "); run the row again");
    }
  }
}
