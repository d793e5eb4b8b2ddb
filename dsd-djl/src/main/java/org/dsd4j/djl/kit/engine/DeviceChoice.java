package org.dsd4j.djl.kit.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A device as the user names it: {@code cpu}; {@code gpu} or {@code gpu0} for the first GPU, {@code
 * gpu1} for the second, and so on; {@code auto} for the first GPU if the engine sees one, otherwise
 * the CPU.
 *
 * @param name the name, in lower case
 */
public record DeviceChoice(String name) {
  private static final String AUTO = "auto";
  private static final String GPU = "gpu";
  private static final Pattern NAMES = Pattern.compile("cpu|auto|gpu[0-9]{0,3}");

  // After the pattern, which it is checked against.
  /** The CPU. */
  public static final DeviceChoice CPU = new DeviceChoice("cpu");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when it is not one of these
   */
  public DeviceChoice {
    if (!NAMES.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "device must be cpu, gpu, gpu1 and so on, or auto, but was " + name);
    }
  }

  /**
   * Finds the device.
   *
   * @param engine the engine, started
   * @return the device, never null; a GPU always with its number, under which DJL looks it up
   * @throws IllegalArgumentException when the engine does not see it; says what it sees
   */
  public Device on(Engine engine) {
    return among(engine.getEngineName() + " " + engine.getVersion(), engine.getGpuCount());
  }

  Device among(String engine, int gpus) {
    if (name.startsWith(GPU)) {
      int number = name.equals(GPU) ? 0 : Integer.parseInt(name.substring(GPU.length()));
      if (number >= gpus) {
        throw new IllegalArgumentException(
            engine
                + " sees no "
                + GPU
                + number
                + " here; there is "
                + String.join(", ", names(gpus))
                + (gpus == 0 ? ". A GPU takes a build with CUDA, see docs/engines.md" : ""));
      }
      return Device.gpu(number);
    }
    return name.equals(AUTO) && gpus > 0 ? Device.gpu(0) : Device.cpu();
  }

  /**
   * Returns the names of the devices that an engine sees.
   *
   * @param engine the engine, started
   * @return {@code cpu}, then its GPUs in their order
   */
  public static List<String> names(Engine engine) {
    return names(engine.getGpuCount());
  }

  private static List<String> names(int gpus) {
    List<String> names = new ArrayList<>(List.of(CPU.name));
    for (int i = 0; i < gpus; i++) {
      names.add(gpu(i));
    }
    return names;
  }

  static String gpu(int number) {
    return GPU + number;
  }
}
