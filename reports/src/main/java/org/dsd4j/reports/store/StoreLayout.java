package org.dsd4j.reports.store;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where everything in a store of runs lies, and what it is called: the one place that knows. From
 * here a path goes down by {@link #row}, {@link RowPath#engine}, {@link EnginePath#seed} and {@link
 * SeedPath#arm}, and each of these values also leads back up. Nothing is read, made or checked.
 *
 * @param root the folder of the store, which may be missing
 */
public record StoreLayout(Path root) {
  /** Name of the folder of a store where no other is named. */
  public static final String USUAL = "runs";

  /** Name of the manifest of a finished captioner, in the folder of its arm. */
  public static final String CAPTIONER = "captioner.json";

  /** Name of the weights of the frozen image network, in the folder of a captioner's arm. */
  public static final String IMAGE_NETWORK = "cnn.safetensors";

  /** Name of the manifest of a finished transcriber, in the folder of its arm. */
  public static final String TRANSCRIBER = "transcriber.json";

  static final String SAMPLES = "samples.png";
  static final String EXAMPLES = "examples";
  static final String CACHE = "cache";
  static final String REPORT = "report";

  static final String MANIFEST = "manifest.json";
  static final String RUN = "run.json";
  static final String EVENTS = "events.jsonl";
  static final String RESULT = "result.json";
  static final String WEIGHTS = "weights";
  static final String PREDICTIONS = "predictions.csv";
  static final String SENTENCES = "sentences.jsonl";
  static final String REFERENCES = "ref";
  static final String HYPOTHESES = "hyp";
  static final String LOCK = "lock";
  static final String CHECKPOINT = "checkpoint.safetensors";
  static final String FINAL_WEIGHTS = "final.safetensors";

  static final String SENSITIVITY = "sensitivity";
  static final String SENSITIVITY_SPEC = "sensitivity.json";
  static final String SENSITIVITY_POINTS = "points.jsonl";

  static final String CACHED_NETWORK = "cnn-";
  static final String CACHED_WEIGHTS = "weights.safetensors";
  static final String CACHED_FEATURES = "features-";

  static final String JSON = ".json";
  static final String PNG = ".png";
  static final String TRN = ".trn";
  static final String SAFETENSORS = ".safetensors";

  /** Folders between the root and what a row's engines share: scale, row. */
  static final int ROW_DEPTH = 2;

  /** Folders between the root and a record: scale, row, engine, seed, arm. */
  static final int DEPTH = 5;

  private static final Pattern RECORD =
      Pattern.compile(
          String.format(
              "[^/]+/[^/]+/(%s|%s/\\d+%s|[^/]+/[^/]+/[^/]+/(%s|%s/[^/]+%s))",
              Pattern.quote(SAMPLES),
              EXAMPLES,
              Pattern.quote(PNG),
              Stream.of(
                      MANIFEST,
                      RUN,
                      RESULT,
                      SENSITIVITY_SPEC,
                      EVENTS,
                      SENSITIVITY_POINTS,
                      SENTENCES,
                      PREDICTIONS)
                  .map(Pattern::quote)
                  .reduce((one, other) -> one + "|" + other)
                  .orElseThrow(),
              WEIGHTS,
              Pattern.quote(JSON)));

  /**
   * The name of every file and folder of a store that is always the same. No other class writes one
   * of them as text, which tests hold.
   *
   * @return the names, without paths
   */
  public static List<String> names() {
    return List.of(
        CAPTIONER,
        IMAGE_NETWORK,
        TRANSCRIBER,
        SAMPLES,
        EXAMPLES,
        CACHE,
        REPORT,
        MANIFEST,
        RUN,
        EVENTS,
        RESULT,
        WEIGHTS,
        PREDICTIONS,
        SENTENCES,
        LOCK,
        CHECKPOINT,
        FINAL_WEIGHTS,
        SENSITIVITY,
        SENSITIVITY_SPEC,
        SENSITIVITY_POINTS,
        CACHED_WEIGHTS);
  }

  /**
   * The folder of a row at a scale, which holds its engines and what they share.
   *
   * @param scale the row's scale
   * @param row the row's id
   * @return the folder
   */
  public RowPath row(String scale, String row) {
    return new RowPath(root.resolve(scale).resolve(row));
  }

  /**
   * The folder of what takes long to compute and is the same for many runs.
   *
   * @return the folder
   */
  public CachePath cache() {
    return new CachePath(root.resolve(CACHE));
  }

  /**
   * The folder of the report where no other is named.
   *
   * @return the folder
   */
  public Path report() {
    return root.resolve(REPORT);
  }

  /**
   * Whether a report is made of a file.
   *
   * @param name path of the file in the store, with slashes on every system
   * @return false for weights, checkpoints, locks, caches and whatever is unknown
   */
  static boolean isRecord(String name) {
    return RECORD.matcher(name).matches();
  }

  /** The folder that holds a file or folder, also of a relative path with a single name. */
  static Path above(Path path) {
    Path parent = path.getParent();
    return parent == null ? path.toAbsolutePath().getParent() : parent;
  }

  /** The last name of a path. */
  static String name(Path path) {
    return path.getFileName().toString();
  }
}
