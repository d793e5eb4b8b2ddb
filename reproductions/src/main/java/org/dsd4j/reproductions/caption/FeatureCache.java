package org.dsd4j.reproductions.caption;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.checkpoint.TensorFile;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.Sha256;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.CachePath;

/**
 * Features on disk, under a checksum of what made them and of the pictures they belong to, in files
 * that carry a checksum of their own. A damaged file is made again.
 */
final class FeatureCache {
  private static final int DIGITS = 16;
  private static final int SAMPLED = 20;
  private static final ImageSize SAMPLE_SIZE = ImageSize.rgb(32);
  private static final String VALUES = "values";
  private static final String EXAMPLES = "examples";

  private final Path folder;

  FeatureCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads features, or makes and writes them.
   *
   * @param maker what makes them, down to the checksum of its weights
   * @param split the pictures, known by their names and the states of their files
   * @param made computes the features
   */
  FeatureTable get(String maker, CaptionedPictures split, Supplier<FeatureTable> made) {
    AtomicFiles.sweep(folder);
    Path file = new CachePath(folder).features(key(maker, split));
    Optional<FeatureTable> known = read(file);
    if (known.isPresent()) {
      return known.get();
    }
    FeatureTable table = made.get();
    AtomicFiles.createFolder(folder);
    write(table, maker, file);
    return table;
  }

  private static Optional<FeatureTable> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, Tensor> tensors = TensorFile.read(file).tensors();
      Tensor values = tensors.get(VALUES);
      Tensor examples = tensors.get(EXAMPLES);
      if (values == null || examples == null || values.shape().size() != 2) {
        return Optional.empty();
      }
      float[] floats = new float[values.data().remaining() / Float.BYTES];
      values.data().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
      int[] rows = new int[examples.data().remaining() / Integer.BYTES];
      examples.data().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(rows);
      return Optional.of(new FeatureTable(Math.toIntExact(values.shape().get(1)), rows, floats));
    } catch (CheckpointException damaged) {
      return Optional.empty();
    }
  }

  private static void write(FeatureTable table, String maker, Path file) {
    ByteBuffer values = little(table.values().length * Float.BYTES);
    values.asFloatBuffer().put(table.values());
    ByteBuffer examples = little(table.examples().length * Integer.BYTES);
    examples.asIntBuffer().put(table.examples());
    List<Long> shape = List.of((long) table.rows(), (long) table.dimension());
    new TensorFile(
            Map.of("maker", maker),
            Map.of(
                VALUES,
                new Tensor("F32", shape, values),
                EXAMPLES,
                new Tensor("I32", List.of((long) table.rows()), examples)))
        .write(file);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * By the names and files of all pictures, so that a mended or emptied one is noticed, and by the
   * pixels of some.
   */
  private static String key(String maker, CaptionedPictures split) {
    Sha256 sum = new Sha256().add(maker);
    for (int i = 0; i < split.size(); i++) {
      sum.add("\0").add(split.name(i)).add("\0").add(split.fileState(i));
    }
    int sampled = Math.min(SAMPLED, split.size());
    for (int i = 0; i < sampled; i++) {
      try {
        sum.add(split.pixels((int) ((long) i * split.size() / sampled), SAMPLE_SIZE));
      } catch (BrokenExampleException e) {
        sum.add("broken");
      }
    }
    return sum.hex().substring(0, DIGITS);
  }
}
