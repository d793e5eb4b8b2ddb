package org.dsd4j.reports.store;

import org.dsd4j.reports.record.RecordLimits;

/** The kinds of files that are read from a store, each with its bounds. */
public enum RecordKind {
  /** What is run, or measured, and where. */
  SPEC("a specification", RecordLimits.SPEC_BYTES),
  /** The list of the files of a folder or an archive. */
  MANIFEST("a manifest", RecordLimits.MANIFEST_BYTES),
  /** What came out. */
  RESULT("a result", RecordLimits.RESULT_BYTES),
  /** The histogram of one moment. */
  WEIGHTS("a histogram", RecordLimits.WEIGHTS_BYTES),
  /** The event log. */
  EVENTS(
      "an event log",
      RecordLimits.EVENTS_BYTES,
      RecordLimits.EVENTS_LINES,
      RecordLimits.EVENT_BYTES),
  /** The points of a sensitivity analysis. */
  POINTS(
      "a sensitivity analysis",
      RecordLimits.POINTS_BYTES,
      RecordLimits.POINTS_LINES,
      RecordLimits.POINT_BYTES),
  /** The predicted classes. */
  PREDICTIONS(
      "a file of predictions",
      RecordLimits.PREDICTIONS_BYTES,
      RecordLimits.PREDICTIONS_LINES,
      RecordLimits.PREDICTION_BYTES),
  /** The predicted sentences. */
  SENTENCES(
      "a file of sentences",
      RecordLimits.SENTENCES_BYTES,
      RecordLimits.SENTENCES_LINES,
      RecordLimits.SENTENCE_BYTES),
  /** A picture of the corpus. */
  PICTURE("a picture", RecordLimits.PICTURE_BYTES);

  private final String words;
  private final int bytes;
  private final int lines;
  private final int lineBytes;

  RecordKind(String words, int bytes) {
    this(words, bytes, 0, 0);
  }

  RecordKind(String words, int bytes, int lines, int lineBytes) {
    this.words = words;
    this.bytes = bytes;
    this.lines = lines;
    this.lineBytes = lineBytes;
  }

  /**
   * The kind of a file of a store.
   *
   * @param name its path in the store, with slashes; what is unknown is bounded as a specification
   */
  static RecordKind of(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.endsWith(StoreLayout.PNG)) {
      return PICTURE;
    }
    return switch (last) {
      case StoreLayout.MANIFEST -> MANIFEST;
      case StoreLayout.EVENTS -> EVENTS;
      case StoreLayout.SENSITIVITY_POINTS -> POINTS;
      case StoreLayout.PREDICTIONS -> PREDICTIONS;
      case StoreLayout.SENTENCES -> SENTENCES;
      case StoreLayout.RESULT -> RESULT;
      default -> SPEC;
    };
  }

  /** What a sentence calls a file of this kind, with its article. */
  String words() {
    return words;
  }

  /** The most bytes of a file. */
  int bytes() {
    return bytes;
  }

  /** The most lines of a file; 0 where it is read as a whole. */
  int lines() {
    return lines;
  }

  /** The most bytes of one line, without its end; 0 where the file is read as a whole. */
  int lineBytes() {
    return lineBytes;
  }
}
