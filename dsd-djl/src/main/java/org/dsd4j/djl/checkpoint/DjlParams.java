package org.dsd4j.djl.checkpoint;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;

/**
 * Reads a file of DJL's {@code Model.save}. It has no names, only the order of the blocks, so the
 * block itself has to read it. Its parameters get their own arrays back before the loaded values
 * are checked.
 */
final class DjlParams {
  /** What such a file starts with. */
  static final String MAGIC = "DJL@";

  private static final int VERSION = 1;

  private final Path file;
  private final Network network;

  DjlParams(Path file, Network network) {
    this.file = file;
    this.network = network;
  }

  void load() {
    List<NamedParameter> parameters = network.parameters().all();
    List<NDArray> own = parameters.stream().map(NamedParameter::array).toList();
    WeightFit fit = new WeightFit(network, TensorNames.same());
    try (NDManager temporary = network.manager().newSubManager()) {
      Optional<String> stop;
      Map<String, Tensor> loaded;
      try {
        stop = read(temporary);
      } finally {
        loaded = takeOut(parameters, own);
      }
      fit.addAll(loaded);
      // If reading stopped early, it is unknown which parameters are missing.
      stop.ifPresentOrElse(fit::problem, fit::requireAll);
      fit.write(file);
    }
  }

  /** Returns why the block could not read the whole file; empty if it could. */
  private Optional<String> read(NDManager temporary) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      skipDescription(in);
      network.block().loadParameters(temporary, in);
      return in.read() < 0
          ? Optional.empty()
          : Optional.of("surplus: the file continues after the last parameter of this network");
    } catch (EOFException e) {
      return Optional.of("truncated: the file ends before the network does");
    } catch (IOException e) {
      throw PretrainedWeights.unreadable(file, e);
    } catch (MalformedModelException | RuntimeException | OutOfMemoryError e) {
      // In a file of another network, any number may be read as the length of an array.
      return Optional.of("of another network: DJL says " + e.getMessage());
    }
  }

  private static void skipDescription(DataInputStream in)
      throws IOException, MalformedModelException {
    in.skipNBytes(MAGIC.length());
    int version = in.readInt();
    if (version != VERSION) {
      throw new MalformedModelException("version " + version + " of the format is not known");
    }
    in.readUTF();
    in.readUTF();
    for (int inputs = in.readInt(); inputs > 0; inputs--) {
      in.readUTF();
      Shape.decode(in);
    }
    for (int properties = in.readInt(); properties > 0; properties--) {
      in.readUTF();
      in.readUTF();
    }
  }

  /** Copies the values that were loaded, and gives the parameters back the arrays they had. */
  private static Map<String, Tensor> takeOut(List<NamedParameter> parameters, List<NDArray> own) {
    Map<String, Tensor> loaded = new LinkedHashMap<>();
    for (int i = 0; i < own.size(); i++) {
      Parameter parameter = parameters.get(i).parameter();
      NDArray array = parameter.getArray();
      if (array != own.get(i)) {
        loaded.put(parameters.get(i).path(), tensor(array));
        // A parameter accepts an array only while it has neither array nor shape.
        parameter.close();
        parameter.setShape(null);
        parameter.setArray(own.get(i));
      }
    }
    return loaded;
  }

  private static Tensor tensor(NDArray array) {
    List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
    return new Tensor(FloatValues.type(array.getDataType()), shape, array.toByteBuffer());
  }
}
