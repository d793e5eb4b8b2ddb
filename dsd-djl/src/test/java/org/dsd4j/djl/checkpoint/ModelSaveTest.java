package org.dsd4j.djl.checkpoint;

import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.dsd4j.djl.fixture.Fixtures.step;
import static org.dsd4j.djl.fixture.Fixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DJL's own {@code Model.save} makes of a sparse network, as the export's description says.
 */
@ExtendWith(StartEngine.class)
final class ModelSaveTest {
  private static final PruningPolicy POLICY = PruningPolicy.perLayer(Sparsity.of(0.8));
  private static final String WEIGHT = "01Linear.weight";

  @TempDir private Path folder;

  @Test
  void zerosStayZerosAtFullSizeAndTheMaskIsGone() throws IOException, MalformedModelException {
    try (Network sparse = network(Fixtures.mlp(100), 1);
        var optimizer = optimizer(sparse)) {
      MaskSet masks = optimizer.prune(POLICY);
      step(sparse, optimizer, 1);
      Path file = save(sparse.block());
      long values = 100 * 6 + 100 + 4 * 100 + 4;
      assertTrue(Files.size(file) > values * Float.BYTES, "as large as a dense network");
      assertTrue(
          WeightExport.of(sparse.block()).sparse().write(folder.resolve("a")).bytes()
              < Files.size(file));

      try (Model model = load(Fixtures.mlp(100));
          Network loaded = network(model.getBlock(), 2);
          var anew = optimizer(loaded)) {
        assertArrayEquals(values(sparse, WEIGHT), values(loaded, WEIGHT));
        assertEquals(120, nonZero(loaded));
        assertFalse(anew.isMasking());
        assertEquals(masks, anew.prune(POLICY), "the same policy finds the same mask");
        step(loaded, anew, 1);
        assertEquals(120, nonZero(loaded));
        anew.lift();
        step(loaded, anew, 2);
        assertTrue(nonZero(loaded) > 240, "without a mask, pruned weights come back to life");
      }
    }
  }

  @Test
  void parametersGoByTheirPlaceAndNotByTheirPath() throws IOException, MalformedModelException {
    try (Network from = network(chain("encoder", "scores"), 1)) {
      Path file = save(from.block());
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertTrue(text.contains("weight"));
      assertFalse(text.contains("encoder"), "no paths");
      // Layers of other names take them, if they stand where the others stood.
      try (Model model = load(chain("first", "last"));
          Network into = network(model.getBlock(), 2)) {
        assertArrayEquals(values(from, "encoder.weight"), values(into, "first.weight"));
      }
      Block more = Fixtures.mlpWithNormAndDropout();
      assertThrows(MalformedModelException.class, () -> load(more).close());
    }
  }

  private static Chain chain(String first, String second) {
    return new Chain()
        .add(first, Linear.builder().setUnits(6).build())
        .add("relu", new Relu())
        .add(second, Linear.builder().setUnits(6).build());
  }

  private static MaskedOptimizer optimizer(Network network) {
    return new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.1f), 0.9f), network.block());
  }

  private static long nonZero(Network network) {
    long count = 0;
    for (float value : values(network, WEIGHT)) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }

  private Path save(Block block) throws IOException {
    try (Model model = Model.newInstance("sparse")) {
      model.setBlock(block);
      model.save(folder, "sparse");
    }
    return folder.resolve("sparse-0000.params");
  }

  /** The arrays that were loaded belong to the model. */
  private Model load(Block block) throws IOException, MalformedModelException {
    Model model = Model.newInstance("sparse");
    model.setBlock(block);
    model.load(folder, "sparse");
    return model;
  }
}
