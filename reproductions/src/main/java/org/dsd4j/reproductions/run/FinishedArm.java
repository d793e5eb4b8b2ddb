package org.dsd4j.reproductions.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reproductions.row.ArmCheckpoints;
import org.dsd4j.reproductions.row.UsageException;

/**
 * An arm that has come to its end, to use its network.
 *
 * @param spec what was run
 * @param weights the checkpoint of its end
 */
public record FinishedArm(RunSpec spec, Path weights) {
  /**
   * Opens the folder of an arm.
   *
   * @param folder such as {@code runs/embedded/resnet18/PyTorch/1/dsd}, wherever it lies now
   * @return the arm
   * @throws UsageException when the folder is no finished arm
   * @throws org.dsd4j.reports.store.StoreException when its record is damaged
   */
  public static FinishedArm open(Path folder) {
    ArmPath arm = new ArmPath(folder);
    if (!Files.exists(arm.run())) {
      throw new UsageException(
          "there is no "
              + arm.run()
              + ": name the folder of one finished arm, such as"
              + " runs/embedded/resnet18/PyTorch/1/dsd");
    }
    return new FinishedArm(ArmRecord.specIn(arm), weights(folder));
  }

  /**
   * Finds the weights in the folder of an arm; whoever reads them checks them.
   *
   * @param folder the folder
   * @return the checkpoint of its end
   * @throws UsageException when the arm has not finished
   */
  public static Path weights(Path folder) {
    Path weights = new ArmPath(folder).finalWeights();
    if (!Files.exists(weights)) {
      throw new UsageException(
          "there is no " + weights + ": this arm has not finished; run the row again");
    }
    return weights;
  }

  /**
   * Reads the checkpoint of its end.
   *
   * @return the checkpoint, never null
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when it is damaged or of another run
   */
  public Checkpoint end() {
    return ArmCheckpoints.ofEnd(new ArmPath(weights.toAbsolutePath().getParent()));
  }
}
