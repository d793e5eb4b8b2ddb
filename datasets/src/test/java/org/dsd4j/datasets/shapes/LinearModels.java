package org.dsd4j.datasets.shapes;

import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageDataset;

/** Two simple classifiers, to show what cannot be learnt from simple features. */
final class LinearModels {

  /** Turns a picture into numbers. */
  interface Features {
    double[] of(byte[] chw);
  }

  private final int classes;
  private final double[][] train;
  private final int[] trainLabels;
  private final double[][] test;
  private final int[] testLabels;

  LinearModels(ImageDataset train, ImageDataset test, Features features)
      throws BrokenExampleException {
    classes = train.classNames().size();
    this.train = rows(train, features);
    this.test = rows(test, features);
    trainLabels = labels(train);
    testLabels = labels(test);
    standardise();
  }

  private static double[][] rows(ImageDataset dataset, Features features)
      throws BrokenExampleException {
    double[][] rows = new double[dataset.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.of(dataset.pixels(i));
    }
    return rows;
  }

  private static int[] labels(ImageDataset dataset) {
    int[] labels = new int[dataset.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = dataset.label(i);
    }
    return labels;
  }

  private void standardise() {
    for (int j = 0; j < train[0].length; j++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : train) {
        sum += row[j];
        squares += row[j] * row[j];
      }
      double mean = sum / train.length;
      double deviation = Math.sqrt(Math.max(1e-12, squares / train.length - mean * mean));
      for (double[][] rows : new double[][][] {train, test}) {
        for (double[] row : rows) {
          row[j] = (row[j] - mean) / deviation;
        }
      }
    }
  }

  /** Share of wrong answers on the test set of the nearest mean of a class. */
  double nearestMeanError() {
    int width = train[0].length;
    double[][] weights = new double[classes][width + 1];
    int[] counts = new int[classes];
    for (int i = 0; i < train.length; i++) {
      counts[trainLabels[i]]++;
      for (int j = 0; j < width; j++) {
        weights[trainLabels[i]][j] += train[i][j];
      }
    }
    // |x - m|² is least where m·x - |m|²/2 is greatest.
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < width; j++) {
        weights[c][j] /= counts[c];
        weights[c][width] -= weights[c][j] * weights[c][j] / 2;
      }
    }
    return error(weights);
  }

  /** Share of wrong answers on the test set of a logistic regression. */
  double logisticError() {
    double[][] weights = new double[classes][train[0].length + 1];
    for (int step = 0; step < 200; step++) {
      double[][] gradient = new double[classes][train[0].length + 1];
      for (int i = 0; i < train.length; i++) {
        addGradient(weights, train[i], trainLabels[i], gradient);
      }
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j < weights[c].length; j++) {
          weights[c][j] -= 0.5 * gradient[c][j] / train.length;
        }
      }
    }
    return error(weights);
  }

  private void addGradient(double[][] weights, double[] row, int label, double[][] gradient) {
    double[] odds = new double[classes];
    double total = 0;
    for (int c = 0; c < classes; c++) {
      odds[c] = Math.exp(score(weights[c], row));
      total += odds[c];
    }
    for (int c = 0; c < classes; c++) {
      double slope = odds[c] / total - (c == label ? 1 : 0);
      for (int j = 0; j < row.length; j++) {
        gradient[c][j] += slope * row[j];
      }
      gradient[c][row.length] += slope;
    }
  }

  private static double score(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int j = 0; j < row.length; j++) {
      sum += weights[j] * row[j];
    }
    return sum;
  }

  private double error(double[][] weights) {
    int wrong = 0;
    for (int i = 0; i < test.length; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (score(weights[c], test[i]) > score(weights[best], test[i])) {
          best = c;
        }
      }
      wrong += best == testLabels[i] ? 0 : 1;
    }
    return (double) wrong / test.length;
  }
}
