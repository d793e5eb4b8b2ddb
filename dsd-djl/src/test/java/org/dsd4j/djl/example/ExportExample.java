package org.dsd4j.djl.example;

import ai.djl.nn.Block;
import java.nio.file.Path;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.djl.checkpoint.WeightExport;

/** Writes a trained LeNet for PyTorch, and in the sparse form: the example of docs/export.md. */
final class ExportExample {
  private ExportExample() {}

  static TorchNames export(Block lenet, Path folder) {
    // snippet
    TorchNames names =
        TorchNames.builder()
            .layer("0", "01AlignedConv2d")
            .layer("3", "04AlignedConv2d")
            .layer("7", "08Linear")
            .layer("9", "10Linear")
            .layer("11", "12Linear")
            .build();
    WeightExport.of(lenet).named(names).write(folder.resolve("lenet.safetensors"));
    WeightExport.of(lenet).sparse().write(folder.resolve("lenet-sparse.safetensors"));
    // end snippet
    return names;
  }
}
