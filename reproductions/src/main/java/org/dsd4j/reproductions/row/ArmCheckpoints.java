package org.dsd4j.reproductions.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.checkpoint.Fingerprint;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;

/**
 * The checkpoints of arms, which say whose they are. One that was copied from another seed or arm
 * would fit the network, and train on without a word.
 */
public final class ArmCheckpoints {
  private static final String RUN = "run";

  private ArmCheckpoints() {}

  /**
   * What marks the checkpoints of a run as its own.
   *
   * @param spec the run
   * @return the mark, never null
   */
  public static Fingerprint mark(RunSpec spec) {
    return new Fingerprint(Map.of(RUN, spec.owner()));
  }

  /**
   * Reads the checkpoint from which a broken-off arm goes on.
   *
   * @param place the folder of the arm, where one is
   * @param spec what is run there
   * @return the checkpoint, never null
   * @throws CheckpointException when it cannot be read, or is of another run
   */
  public static Checkpoint ofBrokenOff(ArmPath place, RunSpec spec) {
    Path file = place.checkpoint();
    Checkpoint saved = Checkpoint.read(file);
    requireOwn(saved, file, place, spec, "delete it to start this arm again");
    return saved;
  }

  /**
   * Reads the end of an arm, from which others start: it must be whole, of this very run, and have
   * the weights that the arm's result was measured with.
   *
   * @param place the folder of the arm, wherever it lies now
   * @return the checkpoint, never null
   * @throws CheckpointException when it is missing, cannot be read, or is another one
   * @throws org.dsd4j.reports.store.StoreException when the records of the arm are damaged
   */
  public static Checkpoint ofEnd(ArmPath place) {
    Path file = place.finalWeights();
    String remedy =
        "bring it back, or move the folder " + place.path() + " away and run the row again";
    if (!Files.exists(file)) {
      throw new CheckpointException(
          "there is no " + file + ", the end of an arm that has finished: " + remedy);
    }
    Checkpoint end = Checkpoint.read(file, remedy);
    requireOwn(end, file, place, ArmRecord.specIn(place), remedy);
    String measured = ArmRecord.resultIn(place).map(ArmResult::weightsSha256).orElse("");
    if (!measured.isEmpty() && !measured.equals(end.weightsSha256())) {
      throw new CheckpointException(
          file
              + " does not have the weights that "
              + place.result()
              + " was measured with (SHA-256 "
              + measured
              + "): "
              + remedy);
    }
    return end;
  }

  /**
   * Checks a file of weights as {@link #ofEnd} does, if it is the end of an arm.
   *
   * @param weights any file
   * @throws CheckpointException when it is the end of an arm, and not the right one
   */
  static void checkIfEnd(Path weights) {
    Path folder = weights.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    ArmPath place = new ArmPath(folder);
    boolean isEnd = place.finalWeights().getFileName().equals(weights.getFileName());
    if (isEnd && Files.exists(place.run())) {
      ofEnd(place);
    }
  }

  private static void requireOwn(
      Checkpoint saved, Path file, ArmPath place, RunSpec spec, String remedy) {
    String owner = saved.fingerprint().settings().getOrDefault(RUN, "");
    // Versions that wrote no checksums wrote no owner either.
    boolean unsaid = owner.isEmpty() && !ArmRecord.isSealed(place);
    if (!unsaid && !owner.equals(spec.owner())) {
      throw new CheckpointException(
          file
              + " is of another run ("
              + (owner.isEmpty() ? "it does not say of which" : owner)
              + ", not "
              + spec.owner()
              + "): "
              + remedy);
    }
  }
}
