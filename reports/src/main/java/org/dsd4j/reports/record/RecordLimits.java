package org.dsd4j.reports.record;

import java.time.Instant;

/**
 * The bounds of records, all in one place: what a reader takes before it says that a file is no
 * record of this suite. Each is many times what the largest run of the paper's scale writes, so
 * that only damage and malice meet it, and small enough that a file at its bound fits into a heap
 * of 128 MiB. They are checked while reading: no size that a file or an archive claims is believed.
 */
public final class RecordLimits {
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  /** A specification: the largest of the suite, with 161 layers, has 35 KiB. */
  public static final int SPEC_BYTES = 2 * MIB;

  /** A manifest: a line of 150 bytes for each file of an arm, or of an archive. */
  public static final int MANIFEST_BYTES = 32 * MIB;

  /** A result: a few figures, costs and notes, 2 KiB. */
  public static final int RESULT_BYTES = MIB;

  /** A histogram: 60 bins, 1 KiB. */
  public static final int WEIGHTS_BYTES = MIB;

  /** Bins of a histogram: a picture shows no more than one for each of its pixels. */
  public static final int BINS = 10_000;

  /** An event log: a run of the suite writes a few thousand lines of 170 bytes. */
  public static final int EVENTS_BYTES = 32 * MIB;

  /** Lines of an event log: each is kept while a report is made, in about 200 bytes. */
  public static final int EVENTS_LINES = 200_000;

  /** Lines of all event logs of a store together, 100 bytes each: 300 runs have half a million. */
  public static final int STORE_EVENTS = 4_000_000;

  /** One event: that of the masks names every layer, 4 KiB for 60 of them. */
  public static final int EVENT_BYTES = MIB;

  /** Points of a sensitivity analysis: 161 layers at ten sparsities are 2,000 lines, 400 KiB. */
  public static final int POINTS_BYTES = 16 * MIB;

  /** Lines of a sensitivity analysis. */
  public static final int POINTS_LINES = 100_000;

  /** One point: its layer and a few figures. */
  public static final int POINT_BYTES = 64 * KIB;

  /** Predicted classes: the 50,000 pictures of ImageNet's test split have 1 MiB. */
  public static final int PREDICTIONS_BYTES = 16 * MIB;

  /** Lines of predicted classes. */
  public static final int PREDICTIONS_LINES = 500_000;

  /** One prediction: four whole numbers. */
  public static final int PREDICTION_BYTES = 256;

  /** Sentences: 1,000 pictures with five references each, as Flickr-8K has, are 400 KiB. */
  public static final int SENTENCES_BYTES = 16 * MIB;

  /** Lines of sentences. */
  public static final int SENTENCES_LINES = 100_000;

  /** One example with its sentence and references. */
  public static final int SENTENCE_BYTES = 256 * KIB;

  /** Letters of one sentence: to align two of them takes their product in time and memory. */
  public static final int SENTENCE_LETTERS = 4_000;

  /**
   * Products of the letters of a sentence and those of its references, added over a file: the 2,620
   * utterances of LibriSpeech's test split have a tenth of it, and ten seconds align as many.
   */
  public static final long SENTENCES_WORK = 1_000_000_000L;

  /** A picture, which a page takes in as text: a contact sheet has 200 KiB. */
  public static final int PICTURE_BYTES = 8 * MIB;

  /** Pixels of a picture along a side: a browser that shows it has to keep them all. */
  public static final int PICTURE_SIDE = 8192;

  /** All files of an archive of records together, unpacked: 62 runs have 20 MiB. */
  public static final long ARCHIVE_BYTES = 8L * KIB * MIB;

  /** Files in an archive of records: 62 runs have 1,347. */
  public static final int ARCHIVE_FILES = 500_000;

  /** Folders of a store at one depth: without a bound, links multiply them. */
  public static final int FOLDERS = 200_000;

  /** Depth of brackets in JSON: records have 6. */
  public static final int JSON_DEPTH = 64;

  /** Digits of one number in JSON: records have 24. */
  public static final int JSON_NUMBER = 400;

  /** Letters of one text in JSON. */
  public static final int JSON_TEXT = MIB;

  /** The size of a measured figure: what a float can hold, so that sums and squares stay finite. */
  public static final double FIGURE = 1e39;

  /** The least size of a measured figure that is not 0, so that squares do not vanish. */
  public static final double LEAST_FIGURE = 1e-39;

  /** Phases of a plan, passes of DSD included. */
  public static final int PHASES = 10_000;

  /** Optimizer steps: ImageNet for 100 epochs has half a million. */
  public static final long STEPS = 1_000_000_000_000L;

  /** Training examples seen: ImageNet for 100 epochs has a hundred million. */
  public static final long EXAMPLES = 1_000_000_000_000_000L;

  /** Passes over the training examples. */
  public static final double EPOCHS = 1e9;

  /** Seconds of training: ten years. */
  public static final double SECONDS = 315_576_000;

  /** No event was before or at this moment, where a clock starts that was never set. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** A moment that no run of this suite reaches. */
  public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private RecordLimits() {}
}
