package org.dsd4j.djl.kit.ctc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A batch and what torch's ctc_loss says of it in double precision; {@code src/test/parity} has the
 * script.
 */
record TorchCase(
    String name, long salt, int symbols, double scale, int maxFrames, List<Utterance> utterances) {

  /** One utterance: norm, product with a hashed vector, and elements are those of its gradient. */
  record Utterance(
      int frames,
      List<Integer> labels,
      double loss,
      double norm,
      double product,
      Map<Integer, Double> elements) {}

  CtcBatch batch() {
    return new CtcBatch(
        maxFrames,
        symbols,
        utterances.stream().mapToInt(Utterance::frames).toArray(),
        utterances.stream()
            .map(each -> each.labels().stream().mapToInt(i -> i).toArray())
            .toList());
  }

  int size() {
    return maxFrames * utterances.size() * symbols;
  }

  /** The gradient of one utterance, (frames, symbols), out of that of the batch. */
  double[] ofUtterance(java.nio.FloatBuffer gradient, int utterance) {
    double[] mine = new double[maxFrames * symbols];
    for (int i = 0; i < mine.length; i++) {
      int frame = i / symbols;
      mine[i] = gradient.get((frame * utterances.size() + utterance) * symbols + i % symbols);
    }
    return mine;
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<TorchCase> all() throws IOException {
    List<TorchCase> cases = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                TorchCase.class.getResourceAsStream("torch.txt"), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        String[] head = line.split(" ", -1);
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(head[6]); i++) {
          utterances.add(utterance(reader.readLine(), reader.readLine(), reader.readLine()));
        }
        cases.add(
            new TorchCase(
                head[1],
                Long.parseLong(head[2]),
                Integer.parseInt(head[3]),
                Double.parseDouble(head[4]),
                Integer.parseInt(head[5]),
                utterances));
      }
    }
    return cases.stream();
  }

  private static Utterance utterance(String lengths, String figures, String elements) {
    String[] length = lengths.split(" ", -1);
    String[] figure = figures.split(" ", -1);
    List<Integer> labels =
        length[2].equals("-")
            ? List.of()
            : Arrays.stream(length[2].split(",", -1)).map(Integer::valueOf).toList();
    Map<Integer, Double> values = new LinkedHashMap<>();
    for (String element : elements.substring("elements ".length()).split(" ", -1)) {
      String[] parts = element.split(":", -1);
      values.put(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
    }
    return new Utterance(
        Integer.parseInt(length[1]),
        labels,
        figure[1].equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(figure[1]),
        Double.parseDouble(figure[3]),
        Double.parseDouble(figure[5]),
        values);
  }
}
