package org.dsd4j.reproductions.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.ctc.CtcLoss;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.network.DeepSpeech;
import org.dsd4j.reproductions.network.DeepSpeech2;
import org.dsd4j.reproductions.network.HashedValues;
import org.dsd4j.reproductions.network.SpeechNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The padded networks and the CTC loss against the same utterance by utterance in double precision:
 * what {@code src/test/parity/speech_parity.py} wrote. Padding beyond the longest utterance changes
 * nothing either.
 */
class SpeechParityTest {
  private static final String FIXTURE = "/org/dsd4j/reproductions/parity/speech.json";
  private static final double TOLERANCE = 2e-5;

  /** Of gradients: single precision through seven recurrences and nine normalisations. */
  private static final double GRADIENT_TOLERANCE = 1e-4;

  private static JsonNode expected;

  @BeforeAll
  static void start() throws IOException {
    EngineStart.start(StartEngine.NAME, 1);
    try (InputStream in = SpeechParityTest.class.getResourceAsStream(FIXTURE)) {
      expected = new ObjectMapper().readTree(in);
    }
  }

  /** What a step computes. */
  private record Step(double loss, List<Float> logits, Map<String, List<Float>> gradients) {}

  @ParameterizedTest
  @CsvSource({
    "deepspeech, 0",
    "deepspeech, 1",
    "deepspeech, 6",
    "deepspeech2, 0",
    "deepspeech2, 5"
  })
  void equalsTheSameWithoutPadding(String model, int extraFrames) {
    JsonNode reference = expected.get(model);
    Step step = step(model, extraFrames);
    assertEquals(reference.get("loss").asDouble(), step.loss, TOLERANCE);
    int symbols = expected.get("symbols").asInt();
    int batch = expected.get("frames").size();
    for (int b = 0; b < batch; b++) {
      JsonNode frames = reference.get("logits").get(b);
      for (int t = 0; t < frames.size(); t++) {
        for (int c = 0; c < symbols; c++) {
          float ours = step.logits.get((t * batch + b) * symbols + c);
          assertEquals(frames.get(t).get(c).asDouble(), ours, TOLERANCE, b + "/" + t + "/" + c);
        }
      }
    }
    step.gradients.forEach(
        (path, gradient) -> {
          JsonNode theirs = reference.get("gradients").get(path);
          assertEquals(theirs.size(), gradient.size(), path);
          for (int i = 0; i < gradient.size(); i++) {
            double right = theirs.get(i).asDouble();
            assertEquals(
                right, gradient.get(i), GRADIENT_TOLERANCE * (1 + Math.abs(right)), path + " " + i);
          }
        });
    assertEquals(reference.get("gradients").size(), step.gradients.size());
  }

  @Test
  void outsideOfTrainingAnUtteranceAloneComesOutAsInABatch() {
    try (Network network = network("deepspeech2")) {
      float[] together = logits(network, 3, 0, 1, 2);
      float[] alone = logits(network, 0, 1);
      int symbols = expected.get("symbols").asInt();
      for (int t = 0; t < (expected.get("frames").get(1).asInt() + 1) / 2; t++) {
        for (int c = 0; c < symbols; c++) {
          assertEquals(alone[t * symbols + c], together[(t * 3 + 1) * symbols + c], 1e-5);
        }
      }
    }
  }

  /** What DJL attaches to the network's manager would stay until the end of the run. */
  @ParameterizedTest
  @ValueSource(strings = {"deepspeech", "deepspeech2"})
  void aStepLeavesNoArrayWithTheNetwork(String model) {
    try (Network network = network(model)) {
      int before = network.manager().getManagedArrays().size();
      for (boolean training : new boolean[] {true, false, true}) {
        try (NDManager manager = network.manager().newSubManager();
            GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDList outputs = network.forward(batch(model, 2, manager, 0, 1, 2), training);
          collector.backward(outputs.get(0).sum());
        }
      }
      assertEquals(before, network.manager().getManagedArrays().size());
    }
  }

  @Test
  void theLossOfAnUtteranceDoesNotDependOnWhatPaddingHolds() {
    assertEquals(step("deepspeech", 0).logits, step("deepspeech", 0).logits);
    assertEquals(step("deepspeech", 0).loss, step("deepspeech", 40).loss, 1e-6);
  }

  private static float[] logits(Network network, int extra, int... which) {
    try (NDManager manager = network.manager().newSubManager()) {
      return network
          .forward(batch("deepspeech2", extra, manager, which), false)
          .get(0)
          .toFloatArray();
    }
  }

  private static Step step(String model, int extraFrames) {
    try (Network network = network(model);
        NDManager manager = network.manager().newSubManager()) {
      NDList inputs = batch(model, extraFrames, manager, 0, 1, 2);
      int[][] labels = new ObjectMapper().convertValue(expected.get("labels"), int[][].class);
      int[] padded = new int[labels.length * 3];
      int[] counts = new int[labels.length];
      for (int b = 0; b < labels.length; b++) {
        counts[b] = labels[b].length;
        System.arraycopy(labels[b], 0, padded, b * 3, counts[b]);
      }
      NDList wanted =
          new NDList(manager.create(padded, new Shape(labels.length, 3)), manager.create(counts));
      CtcLoss loss = new CtcLoss(0, 1);
      NDArray logits;
      double value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList outputs = network.forward(inputs, true);
        logits = outputs.get(0);
        NDArray mean = loss.evaluate(wanted, outputs);
        value = mean.getFloat();
        collector.backward(mean);
      }
      Map<String, List<Float>> gradients = new LinkedHashMap<>();
      for (NamedParameter named : network.parameters().all()) {
        if (named.trains()) {
          gradients.put(named.path(), floats(named.array().getGradient()));
        }
      }
      return new Step(value, floats(logits), gradients);
    }
  }

  private static List<Float> floats(NDArray array) {
    List<Float> floats = new ArrayList<>();
    for (float value : array.toFloatArray()) {
      floats.add(value);
    }
    return floats;
  }

  private static NDList batch(String model, int extra, NDManager manager, int... which) {
    int bins = expected.get("bins").asInt();
    int time = 0;
    float[] frames = new float[which.length];
    for (int b = 0; b < which.length; b++) {
      frames[b] = expected.get("frames").get(which[b]).asInt();
      time = Math.max(time, (int) frames[b] + extra);
    }
    float[] values = new float[time * which.length * bins];
    for (int b = 0; b < which.length; b++) {
      HashedValues sound = new HashedValues(model + "/sound" + which[b]);
      for (int i = 0; i < frames[b] * bins; i++) {
        values[(i / bins * which.length + b) * bins + i % bins] = (float) sound.at(i);
      }
    }
    return new NDList(
        manager.create(values, new Shape(time, which.length, bins)), manager.create(frames));
  }

  private static Network network(String model) {
    JsonNode sizes = expected.get(model);
    int symbols = expected.get("symbols").asInt();
    int width = sizes.get("width").asInt();
    SpeechNetwork block =
        model.equals("deepspeech")
            ? new DeepSpeech(width, symbols)
            : new DeepSpeech2(
                new DeepSpeech2.Sizes(width, sizes.get("channels").asInt(), 2, symbols));
    Network network =
        Network.initialize(
            block,
            StartEngine.NAME,
            Device.cpu(),
            1,
            new Shape(12, 3, expected.get("bins").asInt()),
            new Shape(3));
    for (NamedParameter named : network.parameters().all()) {
      if (named.trains()) {
        set(network, named, new HashedValues(model + "/" + named.path()));
      }
    }
    return network;
  }

  private static void set(Network network, NamedParameter named, HashedValues values) {
    float[] floats = new float[Math.toIntExact(named.count())];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (0.5 * values.at(i));
    }
    NDArray array = named.array();
    try (NDManager manager = network.manager().newSubManager()) {
      array.subi(array).addi(manager.create(floats, array.getShape()));
    }
  }
}
