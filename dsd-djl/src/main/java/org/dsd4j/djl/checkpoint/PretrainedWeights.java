package org.dsd4j.djl.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Sha256;

/**
 * Loads pretrained weights into a network, such as a published baseline.
 *
 * <p>The first bytes of a file tell its format:
 *
 * <ul>
 *   <li>safetensors, as Python's {@code safetensors} writes it, with elements of type F64, F32, F16
 *       or BF16; a prefix that all names have, as wrappers of a module add it ({@code module.},
 *       {@code _orig_mod.}), is left out where the rest fits;
 *   <li>a file of {@link WeightExport}, under the paths of parameters or other names, dense or in
 *       the sparse form;
 *   <li>a {@link Checkpoint}, of which only the weights are used;
 *   <li>DJL's own {@code NAME-0000.params}, as {@code Model.save} writes it.
 * </ul>
 *
 * <p>Python's pickles ({@code .pth}) can run any code when they are read, so they are refused; the
 * message says how to convert one.
 */
public final class PretrainedWeights {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int PICKLE = 0x80;
  private static final int BUFFER = 1 << 16;

  private PretrainedWeights() {}

  private enum Kind {
    SAFETENSORS,
    DJL_PARAMS,
    PICKLE
  }

  /**
   * Replaces every value of a network, running statistics included.
   *
   * @param file the file
   * @param network the network, initialised
   * @param names maps names in the file to paths of parameters; not used for files that have those
   *     paths (checkpoints, exports under them) and for those of DJL, which have no names
   * @throws CheckpointException when the file cannot be read, or tensors are missing, surplus, of
   *     another shape or type, or have values that are not finite, each on its own line; then no
   *     value of the network has changed
   */
  public static void load(Path file, Network network, TensorNames names) {
    switch (kind(file)) {
      case SAFETENSORS -> {
        TensorFile read = SparseForm.expand(TensorFile.read(file), file);
        TensorNames known = namesIn(read, names);
        int wrapped =
            known == names ? WrappedNames.prefix(read.tensors().keySet(), known, network) : 0;
        WeightFit fit =
            new WeightFit(
                network, wrapped == 0 ? known : name -> known.path(name.substring(wrapped)));
        fit.addAll(read.tensors());
        fit.requireAll();
        fit.write(file);
      }
      case DJL_PARAMS -> new DjlParams(file, network).load();
      case PICKLE ->
          throw new CheckpointException(
              file
                  + " is a pickle of PyTorch, which cannot be read safely; convert it to"
                  + " safetensors first, for example with: python3 -c \"import torch, torchvision;"
                  + " from safetensors.torch import save_file;"
                  + " save_file(torchvision.models.resnet18(weights='DEFAULT').state_dict(),"
                  + " 'resnet18.safetensors')\"");
      default -> throw new IllegalStateException("unknown kind of file");
    }
  }

  /**
   * Computes the checksum of a file.
   *
   * @param file the file
   * @return SHA-256 in 64 hexadecimal digits
   * @throws CheckpointException when the file cannot be read
   */
  public static String sha256(Path file) {
    requirePlain(file);
    try (InputStream in = Files.newInputStream(file)) {
      Sha256 sum = new Sha256();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum.add(buffer, n);
      }
      return sum.hex();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A pipe would never end, nor would a device. */
  private static void requirePlain(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new CheckpointException("cannot read " + file + ": it is not a plain file");
    }
  }

  static CheckpointException unreadable(Path file, IOException e) {
    String reason = e.getMessage();
    if (e instanceof NoSuchFileException) {
      reason = "there is no such file";
    } else if (Files.isDirectory(file)) {
      reason = "it is a folder; name the file with the weights";
    }
    return new CheckpointException("cannot read " + file + ": " + reason, e);
  }

  private static Kind kind(Path file) {
    byte[] first;
    requirePlain(file);
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(Long.BYTES + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (startsWith(first, DjlParams.MAGIC.getBytes(StandardCharsets.US_ASCII))) {
      return Kind.DJL_PARAMS;
    }
    // The length of a safetensors header may begin with the byte that a pickle begins with.
    boolean pickled = startsWith(first, ZIP) || (first.length > 0 && (first[0] & 0xff) == PICKLE);
    return pickled && !looksLikeSafetensors(first) ? Kind.PICKLE : Kind.SAFETENSORS;
  }

  private static boolean looksLikeSafetensors(byte[] first) {
    return first.length > Long.BYTES
        && first[Long.BYTES] == '{'
        && ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() >>> 32 == 0;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Files that were written here say in their metadata if their names are paths of parameters. */
  private static TensorNames namesIn(TensorFile file, TensorNames given) {
    if (Checkpoint.FORMAT.equals(file.metadata().get("format"))) {
      return PretrainedWeights::ownPath;
    }
    boolean own = WeightExport.OWN.equals(file.metadata().get(WeightExport.NAMES));
    return own && WeightExport.FORMAT.equals(file.metadata().get("format"))
        ? TensorNames.same()
        : given;
  }

  private static Optional<String> ownPath(String name) {
    return name.startsWith(Checkpoint.WEIGHTS)
        ? Optional.of(name.substring(Checkpoint.WEIGHTS.length()))
        : Optional.empty();
  }
}
