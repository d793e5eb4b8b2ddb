package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.audio.AudioFile;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.FinishedArm;

/** A finished arm of a speech row, put to use on a person's own recordings. */
public final class Transcriber implements AutoCloseable {
  private final HearerFile file;
  private final Network network;
  private final Decoding decoding;

  private Transcriber(HearerFile file, Network network, Decoding decoding) {
    this.file = file;
    this.network = network;
    this.decoding = decoding;
  }

  /**
   * Loads a finished arm.
   *
   * @param run the folder of the arm
   * @param beam the beginnings that the decoder keeps, at least 1; 1 is greedy
   * @param languageModel an ARPA file for a beam above 1; empty for none
   * @param engine the started engine and its device
   * @return the transcriber; the caller closes it
   * @throws UsageException when the folder is no finished arm
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when weights cannot be read
   */
  public static Transcriber open(
      Path run, int beam, Optional<Path> languageModel, StartedEngine engine) {
    HearerFile file = HearerFile.read(run);
    Path weights = FinishedArm.weights(run);
    Decoding decoding = Decoding.of(beam, languageModel);
    if (!(Row.find(file.row()) instanceof SpeechRow row)) {
      throw new UsageException(file.row() + " is no speech row; " + run + " cannot transcribe");
    }
    Network network =
        Network.initialize(
            row.network(file.size()),
            engine.name(),
            engine.device(),
            1,
            new Shape(1, 1, Spectrograms.bins(file.pooled())),
            new Shape(1));
    try {
      PretrainedWeights.load(weights, network, TensorNames.same());
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    return new Transcriber(file, network, decoding);
  }

  /**
   * Writes down what is said.
   *
   * @param recording a WAV, FLAC or SPHERE file
   * @return lower-case words with single spaces; may be empty
   * @throws BrokenExampleException when the file cannot be read, or is silent
   */
  public String transcribe(Path recording) throws BrokenExampleException {
    Utterances one = new OneRecording(recording.toString(), AudioFile.read(recording));
    BrokenExamples broken = new BrokenExamples(1);
    HeardBatch heard = HeardBatch.of(new Spectrograms(one, file.pooled(), broken), 0);
    try (NDManager manager = network.manager().newSubManager()) {
      NDList outputs = network.forward(heard.arrays(manager).data(), false);
      return String.join(" ", new Listener(network, decoding.decoder()).decode(outputs).get(0));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
