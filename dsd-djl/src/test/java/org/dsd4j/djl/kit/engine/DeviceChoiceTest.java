package org.dsd4j.djl.kit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which device a name means, by the number of GPUs that an engine sees. */
final class DeviceChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "cpu, 0, -1",
    "cpu, 2, -1",
    "auto, 0, -1",
    "auto, 2, 0",
    "gpu, 1, 0",
    "gpu0, 1, 0",
    "gpu1, 2, 1"
  })
  void aNameMeansADevice(String name, int gpus, int number) {
    Device expected = number < 0 ? Device.cpu() : Device.gpu(number);
    assertEquals(expected, new DeviceChoice(name).among("X 1", gpus));
  }

  @Test
  void aGpuThatIsNotThereIsRefusedWithWhatIs() {
    assertEquals(
        "PyTorch 2.7.1 sees no gpu0 here; there is cpu. A GPU takes a build with CUDA, see"
            + " docs/engines.md",
        refusal("gpu", 0));
    assertEquals("PyTorch 2.7.1 sees no gpu2 here; there is cpu, gpu0, gpu1", refusal("gpu2", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GPU", "tpu", "gpu-1", "gpu1.5", "0", "gpu0+gpu1", "gpu9999", "mps"})
  void anythingElseIsRefused(String name) {
    var e = assertThrows(IllegalArgumentException.class, () -> new DeviceChoice(name));
    assertEquals(
        "device must be cpu, gpu, gpu1 and so on, or auto, but was " + name, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"cpu, cpu", "gpu, gpu0", "gpu1, gpu1", "auto, gpu0"})
  void aStartedEngineNamesItsDeviceAsItIsChosen(String name, String expected) {
    Device device = new DeviceChoice(name).among("X 1", 2);
    assertEquals(expected, new StartedEngine(null, device).deviceName());
  }

  private static String refusal(String name, int gpus) {
    DeviceChoice choice = new DeviceChoice(name);
    return assertThrows(IllegalArgumentException.class, () -> choice.among("PyTorch 2.7.1", gpus))
        .getMessage();
  }
}
