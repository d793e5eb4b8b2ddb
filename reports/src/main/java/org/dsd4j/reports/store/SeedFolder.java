package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivitySpec;

/** The folder that all arms of one seed share. */
public final class SeedFolder {
  private final SeedPath place;
  private final SeedKey key;

  SeedFolder(SeedPath place, SeedKey key) {
    this.place = place;
    this.key = key;
  }

  /** Where its folders lie; the folder itself exists. */
  public SeedPath place() {
    return place;
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
    requireHere(SeedKey.of(spec), spec.arm());
    ArmPath folder = place.arm(spec.arm());
    checkSame(folder, spec);
    checkSiblings(spec);
    AtomicFiles.createFolder(folder.path());
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
    requireHere(SeedKey.of(spec), StoreLayout.SENSITIVITY);
    return SensitivityFolder.of(place.sensitivity(), spec);
  }

  private void requireHere(SeedKey other, String name) {
    if (!other.equals(key)) {
      throw new IllegalArgumentException(
          other.holding(name) + " does not belong into " + place.path());
    }
  }

  private static void checkSame(ArmPath folder, RunSpec spec) {
    if (Files.exists(folder.run())) {
      RunSpec there = ArmRecord.specIn(folder);
      if (!there.id().equals(spec.id())) {
        throw refusal(folder, there, spec);
      }
    }
  }

  private void checkSiblings(RunSpec spec) {
    try (DirectoryStream<Path> arms = Files.newDirectoryStream(place.path(), Files::isDirectory)) {
      for (Path folder : arms) {
        ArmPath arm = new ArmPath(folder);
        if (!arm.name().equals(spec.arm()) && Files.exists(arm.run())) {
          RunSpec there = ArmRecord.specIn(arm);
          if (!there.configuration().equals(spec.configuration())) {
            throw refusal(arm, there, spec);
          }
        }
      }
    } catch (IOException e) {
      throw new StoreException("cannot read the folder " + place.path() + ": " + IoReason.of(e), e);
    }
  }

  private static StoreWriteException refusal(ArmPath folder, RunSpec there, RunSpec asked) {
    return new StoreWriteException(
        folder.path()
            + " holds a run with other settings ("
            + SpecDifference.describe(there, asked)
            + "): use --fresh for a new folder beside it, or --out for another store");
  }
}
