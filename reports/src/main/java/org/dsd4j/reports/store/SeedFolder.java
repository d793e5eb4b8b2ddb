package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivitySpec;

/** The folder that all arms of one seed share. */
public final class SeedFolder {
  private final Path path;
  private final SeedPlace place;

  SeedFolder(Path path, SeedPlace place) {
    this.path = path;
    this.place = place;
  }

  /** The folder itself; it exists. */
  public Path path() {
    return path;
  }

  /**
   * The folder of one arm, made when it is missing. Nothing is written into it before {@link
   * ArmFolder#start}.
   *
   * @param spec what is to be run
   * @return its folder
   * @throws StoreWriteException if another run stands there, or the seed's other arms have another
   *     configuration: the arms share a dense phase and would no longer be comparable
   */
  public ArmFolder arm(RunSpec spec) {
    requireHere(SeedPlace.of(spec), spec.arm());
    Path folder = path.resolve(spec.arm());
    checkSame(folder, spec);
    checkSiblings(spec);
    ArmFolder.createFolder(folder);
    return new ArmFolder(folder);
  }

  /**
   * The folder of the sensitivity analysis of this seed's baseline, made when it is missing.
   * Nothing is written into it before {@link SensitivityFolder#start}.
   *
   * @param spec what is to be measured
   * @return its folder, with the points of an analysis that was broken off
   * @throws StoreWriteException if an analysis with other settings stands there
   */
  public SensitivityFolder sensitivity(SensitivitySpec spec) {
    requireHere(SeedPlace.of(spec), SensitivityFolder.NAME);
    return SensitivityFolder.of(path.resolve(SensitivityFolder.NAME), spec);
  }

  private void requireHere(SeedPlace other, String name) {
    if (!other.equals(place)) {
      throw new IllegalArgumentException(other.holding(name) + " does not belong into " + path);
    }
  }

  private static void checkSame(Path folder, RunSpec spec) {
    Path file = folder.resolve(ArmFolder.RUN);
    if (Files.exists(file)) {
      RunSpec there = ArmReader.readRun(file).spec();
      if (!there.id().equals(spec.id())) {
        throw refusal(folder, there, spec);
      }
    }
  }

  private void checkSiblings(RunSpec spec) {
    try (DirectoryStream<Path> arms = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (Path arm : arms) {
        Path file = arm.resolve(ArmFolder.RUN);
        if (!arm.endsWith(spec.arm()) && Files.exists(file)) {
          RunSpec there = ArmReader.readRun(file).spec();
          if (!there.configuration().equals(spec.configuration())) {
            throw refusal(arm, there, spec);
          }
        }
      }
    } catch (IOException e) {
      throw new StoreException("cannot read the folder " + path + " (" + e + ")", e);
    }
  }

  private static StoreWriteException refusal(Path folder, RunSpec there, RunSpec asked) {
    return new StoreWriteException(
        folder
            + " holds a run with other settings ("
            + SpecDifference.describe(there, asked)
            + "): use --fresh for a new folder beside it, or --out for another store");
  }
}
