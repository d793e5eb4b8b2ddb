package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.optimizer.RmsProp;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;
import org.dsd4j.reproductions.network.HashedValues;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packed model, its loss and its optimizer against NeuralTalk sentence by sentence in double
 * precision: what {@code src/test/parity/neuraltalk_parity.py} wrote.
 */
class NeuralTalkParityTest {
  private static final double TOLERANCE = 1e-5;

  /** Of weights after some steps: where a gradient is next to 0, rmsprop magnifies its rounding. */
  private static final double STEP_TOLERANCE = 1e-4;

  private static final String FIXTURE = "/org/dsd4j/reproductions/parity/neuraltalk.json";

  private JsonNode expected;
  private FeatureTable features;
  private List<Pair> pairs;

  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 1);
  }

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = NeuralTalkParityTest.class.getResourceAsStream(FIXTURE)) {
      expected = new ObjectMapper().readTree(in);
    }
    pairs = new ArrayList<>();
    for (JsonNode sentence : expected.get("sentences")) {
      int[] words = new int[sentence.size()];
      for (int i = 0; i < words.length; i++) {
        words[i] = sentence.get(i).asInt();
      }
      pairs.add(new Pair(pairs.size(), words));
    }
    int image = expected.get("image").asInt();
    int[] rows = {0, 1, 2, 3, 4};
    features = new FeatureTable(image, rows, hashed("features", pairs.size() * image));
  }

  private static float[] hashed(String name, int count) {
    HashedValues values = new HashedValues("neuraltalk/" + name);
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) (0.5 * values.at(i));
    }
    return floats;
  }

  private Network network() {
    NeuralTalk model =
        new NeuralTalk(
            expected.get("width").asInt(), hashed("bd", expected.get("vocabulary").asInt()), 0);
    Network network =
        Network.initialize(
            model,
            StartEngine.NAME,
            Device.cpu(),
            1,
            new Shape(pairs.size(), features.dimension()),
            new Shape(1),
            new Shape(1));
    for (NamedParameter named : network.parameters().all()) {
      NDArray array = named.array();
      float[] values = hashed(named.path(), Math.toIntExact(named.count()));
      try (NDManager manager = network.manager().newSubManager()) {
        array.subi(array).addi(manager.create(values, array.getShape()));
      }
    }
    return network;
  }

  private BatchSource theSameBatch() {
    return new BatchSource() {
      @Override
      public long examples() {
        return pairs.size();
      }

      @Override
      public long stepsPerEpoch() {
        return 1;
      }

      @Override
      public BatchStream open(long globalStep, NDManager owner) {
        return new BatchStream() {
          @Override
          public TrainingBatch next(NDManager manager) {
            return PackedSentences.pack(pairs, features, manager);
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
      }
    };
  }

  @Test
  void scoresLossAndGradients() {
    try (Network network = network();
        NDManager manager = network.manager().newSubManager()) {
      TrainingBatch batch = PackedSentences.pack(pairs, features, manager);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDList scores = network.forward(batch.data(), true);
        compareScores(scores.get(0));
        NDArray loss = new SentenceLoss().evaluate(batch.labels(), scores);
        assertEquals(expected.at("/losses/0").asDouble(), loss.getFloat(), TOLERANCE);
        collector.backward(loss);
      }
      for (NamedParameter named : network.parameters().all()) {
        compare("gradients", named.path(), named.array().getGradient().toFloatArray(), TOLERANCE);
      }
    }
  }

  /** Ours stand place by place, the longest sentence first; the reference has whole sentences. */
  private void compareScores(NDArray packed) {
    float[] ours = packed.toFloatArray();
    int vocabulary = expected.get("vocabulary").asInt();
    List<Pair> sorted =
        pairs.stream().sorted(Comparator.comparingInt(Pair::length).reversed()).toList();
    int at = 0;
    for (int place = 0; place < sorted.get(0).length(); place++) {
      for (Pair pair : sorted) {
        if (place < pair.length()) {
          JsonNode theirs = expected.get("scores").get(pair.row()).get(place);
          for (int v = 0; v < vocabulary; v++) {
            assertEquals(theirs.get(v).asDouble(), ours[at++], TOLERANCE);
          }
        }
      }
    }
    assertEquals(ours.length, at, "no more scores than words");
  }

  private void compare(String part, String name, float[] ours, double tolerance) {
    JsonNode theirs = expected.get(part).get(name);
    assertEquals(theirs.size(), ours.length, name);
    for (int i = 0; i < ours.length; i++) {
      assertEquals(theirs.get(i).asDouble(), ours[i], tolerance, part + " of " + name + " at " + i);
    }
  }

  @Test
  void lossesAndWeightsOfTheFirstSteps() {
    PlannedRate rate = new PlannedRate();
    RmsProp rmsProp =
        RmsProp.builder()
            .setLearningRateTracker(rate)
            .optWeightDecays((float) (expected.get("penalty").asDouble() / pairs.size()))
            .optClipGrad((float) expected.get("clip").asDouble())
            .build();
    List<Double> losses = new ArrayList<>();
    DsdObserver observer =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            losses.add(step.loss());
          }
        };
    try (Network network = network();
        MaskedOptimizer optimizer = new MaskedOptimizer(rmsProp, network.block())) {
      DsdPlan plan =
          DsdPlan.of(
              new Phase.Dense(
                  "dense",
                  Budget.steps(expected.get("losses").size()),
                  LearningRate.constant(expected.get("rate").asDouble())));
      new DsdLoop(
              network,
              new SentenceLoss(),
              optimizer,
              rate,
              theSameBatch(),
              Evaluation.NONE,
              observer,
              LoopSettings.of(1))
          .run(plan, DsdObserver.Position.START);
      for (int i = 0; i < losses.size(); i++) {
        assertEquals(expected.get("losses").get(i).asDouble(), losses.get(i), STEP_TOLERANCE);
      }
      for (NamedParameter named : network.parameters().all()) {
        compare("weights", named.path(), named.array().toFloatArray(), STEP_TOLERANCE);
      }
    }
  }
}
