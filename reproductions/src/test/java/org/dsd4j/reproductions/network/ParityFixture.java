package org.dsd4j.reproductions.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reproductions.network.HashedValues.Spread;

/** What the script in {@code src/test/parity} wrote about one network. */
final class ParityFixture {
  private final JsonNode json;
  private final Map<String, long[]> state = new LinkedHashMap<>();

  private ParityFixture(JsonNode json) {
    this.json = json;
    json.get("state")
        .properties()
        .forEach(entry -> state.put(entry.getKey(), longs(entry.getValue())));
  }

  static ParityFixture read(String network) {
    String file = "/org/dsd4j/reproductions/parity/" + network + ".json";
    try (InputStream in = ParityFixture.class.getResourceAsStream(file)) {
      return new ParityFixture(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names and shapes of all tensors of the reference. */
  Map<String, long[]> state() {
    return state;
  }

  int batch() {
    return json.at("/case/batch").asInt();
  }

  int size() {
    return json.at("/case/size").asInt();
  }

  int width() {
    return json.at("/case/width").asInt();
  }

  int classes() {
    return json.at("/case/classes").asInt();
  }

  float[] labels() {
    long[] labels = longs(json.at("/case/labels"));
    float[] values = new float[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i];
    }
    return values;
  }

  double lossWeight(int output) {
    return json.at("/case/lossWeights/" + output).asDouble();
  }

  double loss() {
    return json.get("loss").asDouble();
  }

  /** How far torch's own single precision is from the reference. */
  double singlePrecision(String part) {
    return json.at("/singlePrecision/" + part).asDouble();
  }

  HashedValues values(String name) {
    return new HashedValues(json.at("/case/salt").asText() + "/" + name);
  }

  Spread spread(String name) {
    long[] shape = state.get(name);
    if (shape.length > 1) {
      return Spread.ofWeight(shape);
    }
    String stem = name.substring(0, name.lastIndexOf('.'));
    String last = name.substring(name.lastIndexOf('.') + 1);
    String kind = last;
    if (state.containsKey(stem + ".running_mean")) {
      kind = last.equals("weight") ? "gamma" : last.equals("bias") ? "beta" : last;
    }
    JsonNode spread = json.at("/case/spreads/" + kind);
    return new Spread(spread.get(0).asDouble(), spread.get(1).asDouble(), spread.get(2).asDouble());
  }

  /** The images, (batch, 3, size, size): coarse squares and noise, black outside the patches. */
  float[] images() {
    int size = size();
    JsonNode patches = json.at("/case/patches");
    int cell = Math.max(1, (patches.isEmpty() ? size : patches.at("/0/2").asInt()) / 8);
    int grid = (size + cell - 1) / cell;
    HashedValues coarse = values("coarse");
    HashedValues fine = values("fine");
    float[] images = new float[batch() * 3 * size * size];
    for (int i = 0; i < images.length; i++) {
      int x = i % size;
      int y = i / size % size;
      int plane = i / size / size;
      if (patches.isEmpty() || inside(patches.get(plane / 3), y, x)) {
        double square = coarse.at(((long) plane * grid + y / cell) * grid + x / cell);
        images[i] = (float) (1.5 * square + 0.5 * fine.at(i));
      }
    }
    return images;
  }

  private static boolean inside(JsonNode patch, int y, int x) {
    int top = patch.get(0).asInt();
    int left = patch.get(1).asInt();
    int side = patch.get(2).asInt();
    return y >= top && y < top + side && x >= left && x < left + side;
  }

  /** The names of the tensors of which a part has summaries. */
  List<String> names(String part) {
    List<String> names = new ArrayList<>();
    json.get(part).fieldNames().forEachRemaining(names::add);
    return names;
  }

  TensorSummary summary(String part, String name) {
    List<Double> figures = new ArrayList<>();
    json.get(part).get(name).forEach(figure -> figures.add(figure.asDouble()));
    int samples = part.equals("eval") || part.equals("train") ? 64 : 8;
    return new TensorSummary(name, samples, figures);
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }
}
