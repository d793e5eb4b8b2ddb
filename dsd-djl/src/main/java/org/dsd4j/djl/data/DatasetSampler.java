package org.dsd4j.djl.data;

import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.RandomSampler;
import ai.djl.training.dataset.Sampler;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.util.RandomUtils;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The sampler that a DJL dataset was built with. DJL gives access to it only to subclasses, and
 * none to the settings of a {@code BatchSampler}, so both are read by reflection.
 */
final class DatasetSampler {
  private final RandomAccessDataset dataset;
  private final Sampler sampler;

  DatasetSampler(RandomAccessDataset dataset) {
    this.dataset = dataset;
    this.sampler = (Sampler) read(RandomAccessDataset.class, "sampler", dataset);
  }

  /**
   * Returns whether it is another one than the two of DJL, which take all examples once, in order
   * or shuffled. Such a sampler was chosen for its own order.
   */
  boolean isUsersOwn() {
    if (sampler == null) {
      return false;
    }
    if (sampler.getClass() != BatchSampler.class) {
      return true;
    }
    Object order = read(BatchSampler.class, "subSampler", sampler);
    return order.getClass() != RandomSampler.class && order.getClass() != SequenceSampler.class;
  }

  /** Returns whether a last batch that is not full is left out. */
  boolean dropsLast() {
    return sampler instanceof BatchSampler
        && (boolean) read(BatchSampler.class, "dropLast", sampler);
  }

  /**
   * Returns the class of the sampler, or of the one that a {@code BatchSampler} takes the examples
   * from.
   */
  String name() {
    if (sampler.getClass() != BatchSampler.class) {
      return sampler.getClass().getName();
    }
    return read(BatchSampler.class, "subSampler", sampler).getClass().getName();
  }

  /** Returns the examples in a batch, or -1 when that varies or is not known. */
  int batchSize() {
    return sampler == null ? -1 : sampler.getBatchSize();
  }

  /**
   * Samples one epoch.
   *
   * @param seed of DJL's generator
   * @return the examples of each batch, at least one each
   */
  List<List<Long>> sample(long seed) {
    RandomUtils.RANDOM.setSeed(seed);
    List<List<Long>> batches = new ArrayList<>();
    sampler
        .sample(dataset)
        .forEachRemaining(
            batch -> {
              if (!batch.isEmpty()) {
                batches.add(List.copyOf(batch));
              }
            });
    return batches;
  }

  private static Object read(Class<?> owner, String name, Object from) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(from);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "this version of DJL hides the " + name + " of " + owner.getSimpleName(), e);
    }
  }
}
