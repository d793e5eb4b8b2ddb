package org.dsd4j.djl.kit.ctc;

import java.util.Arrays;

/**
 * The loss and gradient of one utterance after another, in memory that is kept between them. Not
 * for two threads at once.
 *
 * <p>Rows hold labels -1 to L and blanks -1 to L + 1, so that neighbours need no special case; row
 * t + 1 of the forward variables belongs to frame t, row 0 is the start before the first frame.
 */
final class ForwardBackward {
  private static final int MARGIN = 1;

  private final int blank;
  private final Emissions emissions = new Emissions();
  private final Alignment alignment = new Alignment();
  private final WideArray labelAlphas = new WideArray();
  private final WideArray blankAlphas = new WideArray();
  private WideArray labelBetas = new WideArray();
  private WideArray blankBetas = new WideArray();
  private WideArray nextLabelBetas = new WideArray();
  private WideArray nextBlankBetas = new WideArray();
  private double[] posteriors = {};
  private double[] row = {};
  private int symbols;
  private int width;

  ForwardBackward(int blank) {
    this.blank = blank;
  }

  /**
   * The position of the values of an utterance in the batch.
   *
   * @param first the place of the first
   * @param step the places from frame to frame
   * @param batchFrames the frames with padding
   * @param symbols the values of a frame
   */
  record Place(int first, int step, int batchFrames, int symbols) {}

  /**
   * Computes one utterance.
   *
   * @param logits read at the place
   * @param gradient written at the place, padding as well: zero there
   * @param weight what the gradient is multiplied by
   * @return -ln p(labels), infinite where no path exists
   */
  double compute(Rows logits, Rows gradient, Place place, int[] labels, int frames, double weight) {
    prepare(place, labels);
    if (!alignment.prepare(labels, frames)) {
      writeZeros(gradient, place, 0);
      return Double.POSITIVE_INFINITY;
    }
    emissions.read(logits, place.first, place.step, frames, symbols);
    forward(frames);
    int lastLabel = frames * width + MARGIN + labels.length - 1;
    int lastBlank = lastLabel + 1;
    int exponent = Math.max(labelAlphas.exponents[lastLabel], blankAlphas.exponents[lastBlank]);
    double mantissa =
        aligned(labelAlphas, lastLabel, exponent) + aligned(blankAlphas, lastBlank, exponent);
    if (mantissa == 0) {
      writeZeros(gradient, place, 0);
      return Double.POSITIVE_INFINITY;
    }
    backward(gradient, place, frames, weight, 1 / mantissa, exponent);
    writeZeros(gradient, place, frames);
    return 0 - WideArray.log(mantissa, exponent);
  }

  private void prepare(Place place, int[] labels) {
    symbols = place.symbols;
    width = labels.length + 2 + MARGIN;
    if (posteriors.length < symbols) {
      posteriors = new double[symbols];
      row = new double[symbols];
    }
  }

  private void forward(int frames) {
    int size = Math.multiplyExact(frames + 1, width);
    labelAlphas.ensure(size);
    blankAlphas.ensure(size);
    labelAlphas.clear(width);
    blankAlphas.clear(width);
    blankAlphas.put(MARGIN, 1, 0);
    for (int t = 0; t < frames; t++) {
      forwardLabels(t);
      forwardBlanks(t);
    }
  }

  /** Label i comes from itself, from the blank before it, or from another label before that. */
  private void forwardLabels(int t) {
    int from = t * width + MARGIN;
    int to = from + width;
    double[] labelValues = labelAlphas.mantissas;
    double[] blankValues = blankAlphas.mantissas;
    int[] labelExponents = labelAlphas.exponents;
    int[] blankExponents = blankAlphas.exponents;
    double[] emitted = emissions.probabilities.mantissas;
    int[] emittedExponents = emissions.probabilities.exponents;
    int[] labels = alignment.labels;
    int last = alignment.lastLabel(t);
    int first = alignment.firstLabel(t);
    for (int i = first; i <= last; i++) {
      int at = from + i;
      int before = alignment.follows[i] ? at - 1 : from - 1;
      int a = labelExponents[at];
      int b = blankExponents[at];
      int c = labelExponents[before];
      double sum = sum(labelValues[at], a, blankValues[at], b, labelValues[before], c);
      int symbol = t * symbols + labels[i];
      int exponent = Math.max(a, Math.max(b, c)) + emittedExponents[symbol];
      labelAlphas.put(to + i, sum * emitted[symbol], exponent);
    }
    seal(labelAlphas, to, first, last);
    // What a label that may not follow the one before it reads instead.
    labelAlphas.clearAt(to - 1);
  }

  /** A blank comes from itself or from the label before it. */
  private void forwardBlanks(int t) {
    int from = t * width + MARGIN;
    int to = from + width;
    int symbol = t * symbols + blank;
    double emitted = emissions.probabilities.mantissas[symbol];
    int emittedExponent = emissions.probabilities.exponents[symbol];
    int last = alignment.lastBlank(t);
    int first = alignment.firstBlank(t);
    for (int i = first; i <= last; i++) {
      int at = from + i;
      int a = blankAlphas.exponents[at];
      int b = labelAlphas.exponents[at - 1];
      double sum = sum(blankAlphas.mantissas[at], a, labelAlphas.mantissas[at - 1], b);
      blankAlphas.put(to + i, sum * emitted, Math.max(a, b) + emittedExponent);
    }
    seal(blankAlphas, to, first, last);
  }

  /**
   * Walks back and writes the gradient of each frame; p(labels) is 2^(256 scaleExponent) / scale.
   */
  private void backward(
      Rows gradient, Place place, int frames, double weight, double scale, int scaleExponent) {
    startBackward(alignment.labels.length);
    for (int t = frames - 1; t >= 0; t--) {
      Arrays.fill(posteriors, 0, symbols, 0);
      backwardLabels(t, scale, scaleExponent);
      backwardBlanks(t, scale, scaleExponent);
      swapBetas();
      writeGradient(gradient, place, t, weight);
    }
  }

  private void startBackward(int labels) {
    for (WideArray row : new WideArray[] {labelBetas, blankBetas, nextLabelBetas, nextBlankBetas}) {
      row.ensure(width);
      row.clear(width);
    }
    // A path may end in the last label or in the blank after it.
    nextBlankBetas.put(MARGIN + labels, 1, 0);
  }

  /** A label goes to itself, to the blank after it, or to another label after that. */
  private void backwardLabels(int t, double scale, int scaleExponent) {
    int alphas = (t + 1) * width + MARGIN;
    int[] labels = alignment.labels;
    int last = alignment.lastLabel(t);
    int first = alignment.firstLabel(t);
    for (int i = first; i <= last; i++) {
      int at = MARGIN + i;
      int after = i + 1 < labels.length && alignment.follows[i + 1] ? at + 1 : 0;
      int a = nextLabelBetas.exponents[at];
      int b = nextBlankBetas.exponents[at + 1];
      int c = nextLabelBetas.exponents[after];
      double sum =
          sum(
              nextLabelBetas.mantissas[at],
              a,
              nextBlankBetas.mantissas[at + 1],
              b,
              nextLabelBetas.mantissas[after],
              c);
      int exponent = Math.max(a, Math.max(b, c));
      int power = labelAlphas.exponents[alphas + i] + exponent - scaleExponent;
      posteriors[labels[i]] +=
          labelAlphas.mantissas[alphas + i] * sum * scale * WideArray.factor(power);
      int symbol = t * symbols + labels[i];
      labelBetas.put(
          at,
          sum * emissions.probabilities.mantissas[symbol],
          exponent + emissions.probabilities.exponents[symbol]);
    }
    seal(labelBetas, MARGIN, first, last);
  }

  /** A blank goes to itself or to the label after it. */
  private void backwardBlanks(int t, double scale, int scaleExponent) {
    int alphas = (t + 1) * width + MARGIN;
    int symbol = t * symbols + blank;
    double emitted = emissions.probabilities.mantissas[symbol];
    int emittedExponent = emissions.probabilities.exponents[symbol];
    int last = alignment.lastBlank(t);
    int first = alignment.firstBlank(t);
    double posterior = 0;
    for (int i = first; i <= last; i++) {
      int at = MARGIN + i;
      int a = nextBlankBetas.exponents[at];
      int b = nextLabelBetas.exponents[at];
      double sum = sum(nextBlankBetas.mantissas[at], a, nextLabelBetas.mantissas[at], b);
      int exponent = Math.max(a, b);
      int power = blankAlphas.exponents[alphas + i] + exponent - scaleExponent;
      posterior += blankAlphas.mantissas[alphas + i] * sum * scale * WideArray.factor(power);
      blankBetas.put(at, sum * emitted, exponent + emittedExponent);
    }
    posteriors[blank] += posterior;
    seal(blankBetas, MARGIN, first, last);
  }

  /** The neighbours of a window are read by the next row, and were not written by this one. */
  private static void seal(WideArray values, int row, int first, int last) {
    values.clearAt(row + first - 1);
    values.clearAt(row + last + 1);
  }

  private void swapBetas() {
    WideArray labels = labelBetas;
    labelBetas = nextLabelBetas;
    nextLabelBetas = labels;
    WideArray blanks = blankBetas;
    blankBetas = nextBlankBetas;
    nextBlankBetas = blanks;
  }

  /** The mantissa of a sum whose exponent is the larger of the two. */
  private static double sum(double x, int a, double y, int b) {
    if (a == b) {
      return x + y;
    }
    int exponent = Math.max(a, b);
    return x * WideArray.factor(a - exponent) + y * WideArray.factor(b - exponent);
  }

  /** The mantissa of a sum whose exponent is the largest of the three. */
  private static double sum(double x, int a, double y, int b, double z, int c) {
    if (a == b && b == c) {
      return x + y + z;
    }
    int exponent = Math.max(a, Math.max(b, c));
    return x * WideArray.factor(a - exponent)
        + y * WideArray.factor(b - exponent)
        + z * WideArray.factor(c - exponent);
  }

  private static double aligned(WideArray values, int at, int exponent) {
    return values.mantissas[at] * WideArray.factor(values.exponents[at] - exponent);
  }

  /** Softmax minus the probability, given the labels, of being in a symbol. */
  private void writeGradient(Rows gradient, Place place, int t, double weight) {
    WideArray probabilities = emissions.probabilities;
    for (int c = 0; c < symbols; c++) {
      double probability = aligned(probabilities, t * symbols + c, 0);
      row[c] = weight * (probability - posteriors[c]);
    }
    gradient.write(place.first + t * place.step, row, symbols);
  }

  private void writeZeros(Rows gradient, Place place, int firstFrame) {
    Arrays.fill(row, 0, symbols, 0);
    for (int t = firstFrame; t < place.batchFrames; t++) {
      gradient.write(place.first + t * place.step, row, symbols);
    }
  }
}
