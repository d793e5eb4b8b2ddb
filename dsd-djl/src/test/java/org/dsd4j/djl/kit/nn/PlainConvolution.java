package org.dsd4j.djl.kit.nn;

/** A convolution and its gradients as seven loops in double precision, from the definition. */
public record PlainConvolution(AlignedConv2d.Settings settings, int batch, int height, int width) {
  /** What happens at one product of the sum: indices into output, input and weight. */
  private interface Product {
    void at(int output, int input, int weight);
  }

  /** Returns the output, last dimension first. */
  public double[] output(float[] x, float[] w, float[] bias) {
    double[] y = new double[outputs()];
    int plane = outHeight() * outWidth();
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i / plane % settings.out()];
    }
    forEach((o, i, k) -> y[o] += (double) x[i] * w[k]);
    return y;
  }

  double[] inputGradient(float[] up, float[] w) {
    double[] gradient = new double[batch * settings.in() * height * width];
    forEach((o, i, k) -> gradient[i] += (double) up[o] * w[k]);
    return gradient;
  }

  double[] weightGradient(float[] up, float[] x) {
    int kernel = settings.kernel();
    double[] gradient = new double[settings.out() * settings.in() * kernel * kernel];
    forEach((o, i, k) -> gradient[k] += (double) up[o] * x[i]);
    return gradient;
  }

  double[] biasGradient(float[] up) {
    double[] gradient = new double[settings.out()];
    int plane = outHeight() * outWidth();
    for (int i = 0; i < up.length; i++) {
      gradient[i / plane % settings.out()] += up[i];
    }
    return gradient;
  }

  private int outputs() {
    return batch * settings.out() * outHeight() * outWidth();
  }

  private int outHeight() {
    return (height + 2 * settings.padding() - settings.kernel()) / settings.stride() + 1;
  }

  private int outWidth() {
    return (width + 2 * settings.padding() - settings.kernel()) / settings.stride() + 1;
  }

  private void forEach(Product product) {
    int plane = outHeight() * outWidth();
    for (int o = 0; o < outputs(); o++) {
      int image = o / plane / settings.out();
      int channel = o / plane % settings.out();
      int row = o % plane / outWidth() * settings.stride() - settings.padding();
      int column = o % outWidth() * settings.stride() - settings.padding();
      for (int c = 0; c < settings.in(); c++) {
        window(product, o, image * settings.in() + c, channel * settings.in() + c, row, column);
      }
    }
  }

  private void window(Product product, int o, int inPlane, int kernelPlane, int row, int column) {
    int kernel = settings.kernel();
    for (int k = 0; k < kernel * kernel; k++) {
      int y = row + k / kernel;
      int x = column + k % kernel;
      if (y >= 0 && y < height && x >= 0 && x < width) {
        product.at(o, (inPlane * height + y) * width + x, kernelPlane * kernel * kernel + k);
      }
    }
  }
}
