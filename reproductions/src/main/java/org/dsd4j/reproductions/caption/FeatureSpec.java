package org.dsd4j.reproductions.caption;

/**
 * What makes features, as it is written beside a finished run.
 *
 * @param kind {@code pixels}, {@code resnet18}, {@code vgg16} or {@code given}
 * @param side height and width of the pictures that are seen; 0 for features that were given
 * @param width channels of the network's first stage; 0 where there is no network
 * @param classes that the network was trained to tell apart; 0 where there is no network
 * @param mean of each channel; empty where pixels are taken as they are
 * @param deviation of each channel; empty where pixels are taken as they are
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

  static FeatureSpec ofGiven() {
    return new FeatureSpec(GIVEN, 0, 0, 0, new float[0], new float[0]);
  }
}
