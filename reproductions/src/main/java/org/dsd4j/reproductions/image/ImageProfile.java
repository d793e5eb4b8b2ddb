package org.dsd4j.reproductions.image;

import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.reproductions.network.Stem;

/**
 * What is fixed about the network of an image row.
 *
 * @param name of the network as the paper writes it
 * @param sparsity the share of each layer that is pruned
 * @param firstConvolution the path of the weight that stays dense, as in the paper
 * @param figureLayer the path of the weight whose distribution is shown
 * @param stems how pictures enter
 * @param dropout the published dropout in words; {@code none} where there is none
 */
record ImageProfile(
    String name,
    Sparsity sparsity,
    String firstConvolution,
    String figureLayer,
    Stems stems,
    String dropout) {

  /**
   * The two stems in words.
   *
   * @param published what the published network has
   * @param small what {@link Stem#SMALL_IMAGE} has in its place
   * @param whySmall why small pictures need it
   */
  record Stems(String published, String small, String whySmall) {
    /** Those of most networks, whose published stem halves the size at once. */
    static Stems thatWouldShrink(String published, String small) {
      return new Stems(published, small, "so small pictures would shrink to one pixel");
    }

    String words(Stem stem) {
      return stem == Stem.SMALL_IMAGE ? small : published;
    }
  }
}
