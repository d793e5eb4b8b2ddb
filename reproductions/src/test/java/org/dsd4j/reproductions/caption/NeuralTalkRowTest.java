package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NeuralTalkRowTest {
  private static final int VOCABULARY = 2538;

  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 1);
  }

  /** With the vocabulary that NeuralTalk's counting gives on Flickr-8K. */
  @Test
  void hasTheMatricesOfTheOriginal() {
    NeuralTalk model = new NeuralTalk(256, new float[VOCABULARY], 0.5);
    try (Network network =
        Network.initialize(
            model,
            StartEngine.NAME,
            Device.cpu(),
            1,
            new Shape(1, 4096),
            new Shape(1),
            new Shape(1))) {
      String shapes =
          network.parameters().all().stream()
              .map(named -> named.path() + " " + named.array().getShape())
              .collect(Collectors.joining(", "));
      assertEquals(
          "We (4096, 256), be (256), Ws (2538, 256), WLSTM (512, 1024), bLSTM (1024),"
              + " Wd (256, 2538), bd (2538)",
          shapes);
      // NeuralTalk's WLSTM is (256 + 256 + 1) x 1024: bLSTM is its first row.
      assertEquals(
          4096 * 256 + 256 + VOCABULARY * 256 + 513 * 1024 + 256 * VOCABULARY + VOCABULARY,
          network.parameters().trainable());
      for (NamedParameter named : network.parameters().all()) {
        boolean zero = named.path().equals("be") || named.path().equals("bd");
        float most = named.array().abs().max().getFloat();
        assertTrue(zero ? most == 0 : most > 0.09 && most <= 0.1, named.path() + " " + most);
      }
    }
  }

  @Test
  void prunesEverythingButWordVectorsAndBiases() {
    Experiment experiment = Row.find("neuraltalk").prepare(Request.of(Scale.EMBEDDED));
    PruningPolicy pruning =
        experiment.plan().firstSparsePhase().map(Phase.Sparse::pruning).orElseThrow();
    try (Network network =
        Network.initialize(
            experiment.newBlock(), StartEngine.NAME, Device.cpu(), 1, experiment.inputShapes())) {
      List<String> pruned =
          network.parameters().all().stream()
              .filter(named -> pruning.exclusion(named).equals(Optional.empty()))
              .map(NamedParameter::path)
              .toList();
      assertEquals(List.of("We", "WLSTM", "Wd"), pruned);
      network.parameters().all().stream()
          .filter(named -> pruned.contains(named.path()))
          .forEach(named -> assertEquals(0.8, pruning.target(named).value(), 1e-9));
    }
  }

  @Test
  void everyDepartureHasAReason() {
    for (Deviation deviation :
        Row.find("neuraltalk").prepare(Request.of(Scale.EMBEDDED)).deviations()) {
      assertTrue(deviation.why().length() > 10, deviation::toString);
      assertTrue(!deviation.paper().isBlank() && !deviation.here().isBlank(), deviation::toString);
    }
  }
}
