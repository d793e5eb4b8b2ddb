package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
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
  private final SensitivityPath place;
  private final SensitivitySpec spec;
  private FolderLock lock;
  private LineFile points;

  private SensitivityFolder(SensitivityPath place, SensitivitySpec spec) {
    this.place = place;
    this.spec = spec;
  }

  static SensitivityFolder of(SensitivityPath place, SensitivitySpec spec) {
    checkSame(place, spec);
    AtomicFiles.createFolder(place.path());
    return new SensitivityFolder(place, spec);
  }

  private static void checkSame(SensitivityPath place, SensitivitySpec spec) {
    if (!Files.exists(place.spec())) {
      return;
    }
    SensitivitySpec there = SensitivityReader.readFile(place.spec()).spec();
    if (!there.id().equals(spec.id())) {
      throw new StoreWriteException(
          place.path()
              + " holds a sensitivity analysis with other settings ("
              + SpecDifference.describe(there, spec, Set.of("command"))
              + "): move that folder away, or use --out for another store");
    }
  }

  /** Where its files lie; the folder exists. */
  public SensitivityPath place() {
    return place;
  }

  /**
   * What was measured before, by this process or an earlier one.
   *
   * @return the points in the order in which they were measured, no layer and sparsity twice; empty
   *     for a new analysis
   * @throws StoreException if a line is damaged
   */
  public List<SensitivityPoint> points() {
    return SensitivityReader.readPoints(place.points(), LineChain.of(place.points()));
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
    start(environment, () -> {});
  }

  /**
   * As {@link #start(Environment)}; a process that is about to end is waited for.
   *
   * @param environment where it runs
   * @param whileWaiting called again and again; what it throws ends the waiting
   */
  public void start(Environment environment, Runnable whileWaiting) {
    lock = FolderLock.take(place.path(), whileWaiting);
    AtomicFiles.sweep(place.path());
    // Another process may have begun an analysis since this folder was asked for.
    checkSame(place, spec);
    if (!Files.exists(place.spec())) {
      AtomicFiles.write(place.spec(), SealedJson.write(SensitivityFile.of(spec, environment)));
    }
    boolean sealed = SensitivityReader.readFile(place.spec()).sealed();
    points =
        LineFile.open(
            place.points(), RecordKind.POINTS, LineChain.of(place.points(), spec.owner(), sealed));
    if (!RecordManifest.read(place.path(), spec.owner()).holds()) {
      // Points were lost: they are measured again, and listed again then.
      RecordManifest.delete(place.path());
    }
  }

  /**
   * Says that every point was measured: from here on a point that is missing is noticed. Nothing
   * can be appended afterwards.
   *
   * @throws StoreWriteException if the manifest cannot be written
   */
  public void finish() {
    if (points == null) {
      throw new IllegalStateException("start the analysis in " + place.path() + " before it ends");
    }
    points.finish();
    points = null;
    RecordManifest.write(place.path(), spec.owner(), Map.of());
  }

  /**
   * Writes one point and flushes it.
   *
   * @param point of a layer and a sparsity that the specification names
   * @throws StoreWriteException if it cannot be written, or would be lost, since the file or the
   *     lock was removed or replaced
   */
  public void append(SensitivityPoint point) {
    if (points == null) {
      throw new IllegalStateException(
          "start the analysis in " + place.path() + " before its first point");
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
              + SeedKey.of(spec).holding(StoreLayout.SENSITIVITY));
    }
    lock.requireHeld();
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
      throw WriteFailure.of(place.points(), e);
    }
  }
}
