package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;

/**
 * The folder of the sensitivity analysis of one seed, for the one process that runs it. An analysis
 * may be broken off at any point and goes on after the last whole one. Not safe for use by several
 * threads.
 */
public final class SensitivityFolder implements AutoCloseable {
  static final String NAME = "sensitivity";
  static final String SPEC = "sensitivity.json";
  static final String POINTS = "points.jsonl";

  private final Path path;
  private final SensitivitySpec spec;
  private FolderLock lock;
  private LineFile points;

  private SensitivityFolder(Path path, SensitivitySpec spec) {
    this.path = path;
    this.spec = spec;
  }

  static SensitivityFolder of(Path path, SensitivitySpec spec) {
    checkSame(path, spec);
    ArmFolder.createFolder(path);
    return new SensitivityFolder(path, spec);
  }

  private static void checkSame(Path path, SensitivitySpec spec) {
    Path file = path.resolve(SPEC);
    if (!Files.exists(file)) {
      return;
    }
    SensitivitySpec there = SensitivityReader.readFile(file).spec();
    if (!there.id().equals(spec.id())) {
      throw new StoreWriteException(
          path
              + " holds a sensitivity analysis with other settings ("
              + SpecDifference.describe(there, spec, Set.of("command"))
              + "): move that folder away, or use --out for another store");
    }
  }

  /** The folder itself; it exists. */
  public Path path() {
    return path;
  }

  /**
   * What was measured before, by this process or an earlier one.
   *
   * @return the points in the order in which they were measured, no layer and sparsity twice; empty
   *     for a new analysis
   * @throws StoreException if a line is damaged
   */
  public List<SensitivityPoint> points() {
    return SensitivityReader.readPoints(path.resolve(POINTS));
  }

  /**
   * Begins, or goes on with, the analysis: takes the folder's lock, writes {@code sensitivity.json}
   * unless it stands there already, and opens the file of points. A last line torn by a kill is cut
   * off. Ask for {@link #points} afterwards, when no other process can add one.
   *
   * @param environment where it runs
   * @throws StoreWriteException if another process runs this analysis, or the folder cannot be
   *     written
   */
  public void start(Environment environment) {
    lock = FolderLock.take(path);
    // Another process may have begun an analysis since this folder was asked for.
    checkSame(path, spec);
    Path file = path.resolve(SPEC);
    if (!Files.exists(file)) {
      AtomicFiles.write(file, ArmFolder.json(SensitivityFile.of(spec, environment)));
    }
    points = LineFile.open(path.resolve(POINTS));
  }

  /**
   * Writes one point and flushes it.
   *
   * @param point of a layer and a sparsity that the specification names
   * @throws StoreWriteException if the disk is full
   */
  public void append(SensitivityPoint point) {
    if (points == null) {
      throw new IllegalStateException("start the analysis in " + path + " before its first point");
    }
    boolean asked =
        spec.layers().contains(point.layer()) && spec.sparsities().contains(point.sparsity());
    if (!asked) {
      throw new IllegalArgumentException(
          "layer "
              + point.layer()
              + " at "
              + point.sparsity()
              + " is no part of "
              + SeedPlace.of(spec).holding(NAME));
    }
    points.append(point);
  }

  /** Closes the file of points and gives the lock back. */
  @Override
  public void close() {
    try {
      if (points != null) {
        points.close();
        points = null;
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } catch (IOException e) {
      throw new StoreWriteException("cannot close the records in " + path + " (" + e + ")", e);
    }
  }
}
