package org.dsd4j.reproductions.caption;

/**
 * How features are computed, as it is written beside a finished run.
 *
 * @param kind {@code pixels}, {@code resnet18}, {@code vgg16} or {@code given}
 * @param side height and width of the pictures that features are computed from; 0 for precomputed
 *     features
 * @param width channels of the first stage of a network that was trained here, else 0
 * @param classes of a network that was trained here, else 0
 * @param mean of each channel, for a network that was trained here, else empty
 * @param deviation of each channel, for a network that was trained here, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // read and written, compared nowhere
record FeatureSpec(String kind, int side, int width, int classes, float[] mean, float[] deviation) {
  static final String PIXELS = "pixels";
  static final String RESNET18 = "resnet18";
  static final String VGG16 = "vgg16";
  static final String GIVEN = "given";

  static FeatureSpec ofPixels(int side) {
    return new FeatureSpec(PIXELS, side, 0, 0, new float[0], new float[0]);
  }

  /** Everything else about it is published. */
  static FeatureSpec ofVgg16() {
    return new FeatureSpec(VGG16, CnnEncoder.VGG16_SIDE, 0, 0, new float[0], new float[0]);
  }

  static FeatureSpec ofGiven() {
    return new FeatureSpec(GIVEN, 0, 0, 0, new float[0], new float[0]);
  }
}
