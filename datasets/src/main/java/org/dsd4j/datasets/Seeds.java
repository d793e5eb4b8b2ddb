package org.dsd4j.datasets;

/** Independent seeds out of one seed. The same on every machine and Java version. */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /**
   * The seed of one stream among many, such as one example of an epoch.
   *
   * @param seed the seed of all
   * @param stream number of the stream, any value
   * @return a seed that shares no visible pattern with that of another stream or another seed
   */
  public static long derive(long seed, long stream) {
    // The seed is scrambled before the stream is added: otherwise (seed + 1, stream) and
    // (seed, stream + 1) would meet.
    return mix(mix(seed + GOLDEN_GAMMA) + (stream + 1) * GOLDEN_GAMMA);
  }

  /**
   * The finaliser of MurmurHash3 with Stafford's constants: each input bit flips half the output.
   */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
