package org.dsd4j.djl.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.checkpoint.TensorFile;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.djl.checkpoint.WeightExport;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.fixture.TorchPython;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An export as PyTorch takes it, where there is a Python with torch. */
@ExtendWith(StartEngine.class)
final class ExportExampleTest {
  private static final int DIGITS = 3;

  @TempDir private Path folder;

  @Test
  void bothFilesComeBack() throws IOException {
    try (Network lenet = pruned(0.8, Precision.SINGLE);
        Network named = lenet(Precision.SINGLE, 2);
        Network sparse = lenet(Precision.SINGLE, 3)) {
      TorchNames names = ExportExample.export(lenet.block(), folder);
      PretrainedWeights.load(folder.resolve("lenet.safetensors"), named, names);
      PretrainedWeights.load(
          folder.resolve("lenet-sparse.safetensors"), sparse, TensorNames.same());
      assertEquals(lenet.sha256(), named.sha256());
      assertEquals(lenet.sha256(), sparse.sha256());
      assertTrue(
          3 * Files.size(folder.resolve("lenet-sparse.safetensors"))
              < Files.size(folder.resolve("lenet.safetensors")));
    }
  }

  @Test
  @Tag("slow")
  void torchComputesWhatWeCompute() throws IOException {
    try (Network lenet = pruned(0.3, Precision.SINGLE)) {
      ExportExample.export(lenet.block(), folder);
      float[] digits = new float[DIGITS * 28 * 28];
      Random random = new Random(5);
      for (int i = 0; i < digits.length; i++) {
        digits[i] = random.nextFloat();
      }
      ByteBuffer data = ByteBuffer.allocate(digits.length * Float.BYTES);
      data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(digits);
      Tensor tensor = new Tensor("F32", List.of((long) DIGITS, 1L, 28L, 28L), data);
      new TensorFile(Map.of(), Map.of("digits", tensor)).write(folder.resolve("in.safetensors"));
      String said =
          TorchPython.run(
              folder,
              """
              import os, sys
              from torch import nn
              folder = sys.argv[1]
              lenet = nn.Sequential(
                  nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                  nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                  nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
              lenet.load_state_dict(load(os.path.join(folder, "lenet.safetensors")), strict=True)
              with torch.no_grad():
                  scores = lenet(load(os.path.join(folder, "in.safetensors"))["digits"])
              print(*scores.flatten().tolist(), sep="\\n")
              """,
              folder.toString());
      List<Float> theirs = said.strip().lines().map(Float::valueOf).toList();
      float[] ours = scores(lenet, digits);
      assertEquals(ours.length, theirs.size(), said);
      for (int i = 0; i < ours.length; i++) {
        assertEquals(ours[i], theirs.get(i), 1e-4f);
      }
    }
  }

  @Test
  @Tag("slow")
  void pythonReadsTheSparseFormToTheBit() {
    for (Precision precision : Precision.values()) {
      for (double sparsity : new double[] {0.3, 0.99}) {
        try (Network lenet = pruned(sparsity, precision)) {
          NDArray odd = lenet.parameters().find("08Linear.weight").orElseThrow().array();
          odd.set(new NDIndex(0, 0), Float.NaN);
          WeightExport.of(lenet.block()).write(folder.resolve("dense"));
          WeightExport.of(lenet.block()).sparse().write(folder.resolve("sparse"));
          String said =
              TorchPython.run(
                  folder,
                  """
                  import sys
                  dense, sparse = load(sys.argv[1]), load(sys.argv[2])
                  assert dense.keys() == sparse.keys(), sparse.keys()
                  whole = {torch.float32: torch.int32, torch.float64: torch.int64}
                  for name, tensor in dense.items():
                      there = sparse[name]
                      assert tensor.dtype == there.dtype and tensor.shape == there.shape, name
                      as_bits = whole[tensor.dtype]
                      assert torch.equal(tensor.view(as_bits), there.view(as_bits)), name
                  print(len(dense))
                  """,
                  folder.resolve("dense").toString(),
                  folder.resolve("sparse").toString());
          assertEquals("10", said.strip());
        }
      }
    }
  }

  @Test
  void theNetworkOfTheseTestsHasZerosOfBothSigns() {
    try (Network lenet = pruned(0.3, Precision.SINGLE)) {
      float[] values = Fixtures.values(lenet, "08Linear.weight");
      int[] zeros = new int[2];
      for (float value : values) {
        if (value == 0) {
          zeros[Float.floatToRawIntBits(value) == 0 ? 0 : 1]++;
        }
      }
      assertEquals(48000 * 3 / 10, zeros[0] + zeros[1]);
      assertTrue(zeros[0] > 1000 && zeros[1] > 1000);
    }
  }

  private static float[] scores(Network lenet, float[] digits) {
    try (NDManager manager = lenet.manager().newSubManager()) {
      NDArray input = manager.create(digits, new Shape(DIGITS, 1, 28, 28));
      return lenet.forward(new NDList(input), false).singletonOrThrow().toFloatArray();
    }
  }

  private static Network pruned(double sparsity, Precision precision) {
    Network lenet = lenet(precision, 1);
    try (var optimizer =
        new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.1f), 0.9f), lenet.block())) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(sparsity)));
    }
    return lenet;
  }

  private static Network lenet(Precision precision, long seed) {
    return Network.initialize(
        LeNetExample.lenet(),
        StartEngine.NAME,
        Device.cpu(),
        precision,
        seed,
        new Shape(1, 1, 28, 28));
  }
}
