package org.dsd4j.djl.kit.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;

/**
 * A started engine and the device that it computes on, see {@link DeviceChoice}.
 *
 * @param engine the engine
 * @param device the device of networks and their batches
 */
public record StartedEngine(Engine engine, Device device) {
  /**
   * Returns the name of the engine.
   *
   * @return the name as DJL spells it, for example {@code PyTorch}
   */
  public String name() {
    return engine.getEngineName();
  }

  /**
   * Returns the version of the engine's native library.
   *
   * @return for example {@code 2.7.1}
   */
  public String version() {
    return engine.getVersion();
  }

  /**
   * Returns the name of the device.
   *
   * @return as {@link DeviceChoice} takes it, a GPU with its number
   */
  public String deviceName() {
    return device.isGpu() ? DeviceChoice.gpu(device.getDeviceId()) : DeviceChoice.CPU.name();
  }
}
