package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.network.NeuralTalk.State;

/**
 * Writes captions word by word: the most probable next word (a beam of 1, the paper's), or a beam
 * search that keeps the k most probable beginnings. A caption ends with the end token or after 20
 * tokens. As in NeuralTalk, probabilities are not corrected for the length.
 *
 * @see <a href="https://github.com/karpathy/neuraltalk">NeuralTalk, imagernn/lstm_generator.py,
 *     predict</a>
 */
final class CaptionDecoder {
  private static final int LONGEST = 20;

  /** Pictures that are decoded at once: bounds the memory of their scores. */
  private static final int PICTURES = 250;

  private final NeuralTalk model;
  private final Network network;
  private final int beam;

  /** Takes a network whose block is a {@link NeuralTalk}. */
  CaptionDecoder(Network network, int beam) {
    this.model = (NeuralTalk) network.block();
    this.network = network;
    this.beam = beam;
  }

  /** Captions for the rows of a table, as indices of the vocabulary without the boundary. */
  List<int[]> decode(FeatureTable features) {
    return beam == 1 ? inParts(features, this::greedy) : beamSearch(features);
  }

  /** As {@link #decode}, for a beam of 1 too. */
  List<int[]> beamSearch(FeatureTable features) {
    return inParts(features, this::beamSearch);
  }

  private List<int[]> inParts(FeatureTable features, Function<NDArray, List<int[]>> decoder) {
    List<int[]> captions = new ArrayList<>();
    for (int from = 0; from < features.rows(); from += PICTURES) {
      int count = Math.min(PICTURES, features.rows() - from);
      int start = from * features.dimension();
      float[] part =
          Arrays.copyOfRange(features.values(), start, start + count * features.dimension());
      try (NDManager manager = network.manager().newSubManager()) {
        Shape shape = new Shape(count, features.dimension());
        NDArray images = ArrayValues.of(manager, part, shape, network.precision().type());
        captions.addAll(decoder.apply(images));
      }
    }
    return captions;
  }

  private List<int[]> greedy(NDArray images) {
    int count = (int) images.getShape().get(0);
    NDManager manager = images.getManager();
    int[][] words = new int[count][0];
    boolean[] ended = new boolean[count];
    long[] tokens = new long[count];
    State state = model.readImages(images);
    for (int t = 0; t < LONGEST && !all(ended); t++) {
      state = model.readWords(ArrayValues.of(manager, tokens), state);
      try (NDArray scores = model.scores(state);
          NDArray best = scores.argMax(1)) {
        tokens = best.toLongArray();
      }
      for (int i = 0; i < count; i++) {
        if (!ended[i] && tokens[i] != Vocabulary.BOUNDARY) {
          words[i] = append(words[i], (int) tokens[i]);
        } else {
          ended[i] = true;
        }
      }
    }
    return List.of(words);
  }

  /** A beginning of a caption; an ended one stays as it is. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Beam(double logProbability, int[] words, boolean ended, int row) {}

  private List<int[]> beamSearch(NDArray images) {
    int count = (int) images.getShape().get(0);
    NDManager manager = images.getManager();
    State state = model.readImages(images);
    List<List<Beam>> beams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beams.add(List.of(new Beam(0, new int[0], false, i)));
    }
    for (int t = 0; t < LONGEST; t++) {
      // Row after row of the state: the beams that still grow.
      List<Beam> growing =
          beams.stream().flatMap(List::stream).filter(beam -> !beam.ended()).toList();
      if (growing.isEmpty()) {
        break;
      }
      state = advance(growing, state, manager);
      float[] logs;
      try (NDArray scores = model.scores(state);
          NDArray logProbabilities = scores.logSoftmax(1)) {
        logs = ArrayValues.floats(logProbabilities);
      }
      int tokens = logs.length / growing.size();
      int row = 0;
      for (int i = 0; i < count; i++) {
        List<Beam> candidates = new ArrayList<>();
        for (Beam beam : beams.get(i)) {
          if (beam.ended()) {
            candidates.add(beam);
          } else {
            candidates.addAll(grown(beam, logs, row, tokens));
            row++;
          }
        }
        beams.set(i, best(candidates));
      }
    }
    return beams.stream().map(ofPicture -> ofPicture.get(0).words()).toList();
  }

  /** The state of the growing beams, each from the row of the beginning that it continues. */
  private State advance(List<Beam> growing, State state, NDManager manager) {
    long[] rows = growing.stream().mapToLong(Beam::row).toArray();
    long[] last =
        growing.stream()
            .mapToLong(beam -> beam.words().length == 0 ? 0 : beam.words()[beam.words().length - 1])
            .toArray();
    NDArray indices = ArrayValues.of(manager, rows);
    State chosen =
        new State(NeuralTalk.rows(state.hidden(), indices), NeuralTalk.rows(state.cell(), indices));
    return model.readWords(ArrayValues.of(manager, last), chosen);
  }

  /** The best next words of one beam, the most probable first. */
  private List<Beam> grown(Beam beam, float[] logs, int row, int tokens) {
    List<Beam> grown = new ArrayList<>();
    for (int token : top(logs, row * tokens, tokens)) {
      boolean ends = token == Vocabulary.BOUNDARY;
      grown.add(
          new Beam(
              beam.logProbability() + logs[row * tokens + token],
              ends ? beam.words() : append(beam.words(), token),
              ends,
              row));
    }
    return grown;
  }

  private int[] top(float[] values, int from, int count) {
    int wanted = Math.min(beam, count);
    int[] best = new int[wanted];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int place = found;
      while (place > 0 && values[from + i] > values[from + best[place - 1]]) {
        place--;
      }
      if (place < wanted) {
        int moved = Math.min(found, wanted - 1) - place;
        System.arraycopy(best, place, best, place + 1, moved);
        best[place] = i;
        found = Math.min(wanted, found + 1);
      }
    }
    return best;
  }

  /** Of equal beams, the one that stood first. */
  private List<Beam> best(List<Beam> candidates) {
    candidates.sort((a, b) -> Double.compare(b.logProbability(), a.logProbability()));
    return List.copyOf(candidates.subList(0, Math.min(beam, candidates.size())));
  }

  private static boolean all(boolean[] flags) {
    for (boolean flag : flags) {
      if (!flag) {
        return false;
      }
    }
    return true;
  }

  private static int[] append(int[] words, int word) {
    int[] longer = Arrays.copyOf(words, words.length + 1);
    longer[words.length] = word;
    return longer;
  }
}
