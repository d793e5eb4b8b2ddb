package org.dsd4j.api.pruning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The masks of one sparse phase, by parameter path, in the order of the network. Parameters that
 * are not pruned have none.
 *
 * @param masks the masks by path
 */
public record MaskSet(Map<String, Mask> masks) {
  /** Masks nothing. */
  public static final MaskSet NONE = new MaskSet(Map.of());

  /** Copies the map and keeps its order. */
  public MaskSet {
    masks = Collections.unmodifiableMap(new LinkedHashMap<>(masks));
  }

  /**
   * Returns the mask of a parameter.
   *
   * @param path the path of the parameter
   * @return the mask, or empty when the parameter is not pruned
   */
  public Optional<Mask> mask(String path) {
    return Optional.ofNullable(masks.get(path));
  }

  /**
   * Returns whether nothing is masked.
   *
   * @return true when there is no mask
   */
  public boolean isEmpty() {
    return masks.isEmpty();
  }

  /**
   * Returns the number of weights that have a mask, kept or not.
   *
   * @return the sum over the masks
   */
  public long size() {
    return masks.values().stream().mapToLong(Mask::size).sum();
  }

  /**
   * Returns the number of weights kept among those that have a mask.
   *
   * @return the sum over the masks
   */
  public long kept() {
    return masks.values().stream().mapToLong(Mask::kept).sum();
  }
}
