package org.dsd4j.djl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading arrays here and, as far as that can be acted without one, on a GPU. */
@ExtendWith(StartEngine.class)
final class ArrayBytesTest {
  private static final float[] VALUES = {1.5f, -2, 0, Float.MIN_VALUE};

  @Test
  void anArrayInMainMemoryIsRead() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), StartEngine.NAME)) {
      assertArrayEquals(VALUES, floats(ArrayBytes.of(manager.create(VALUES))));
    }
  }

  @Test
  void anArrayOfAGpuIsCopiedAndNothingOfDjlsCopyStays() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), StartEngine.NAME)) {
      NDArray array = manager.create(VALUES);
      List<NDArray> copies = new ArrayList<>();
      ByteBuffer bytes = ArrayBytes.of(actingAsGpu(array, copies));
      assertEquals(1, copies.size());
      assertTrue(copies.get(0).isReleased(), "the copy is freed");
      assertFalse(copies.get(0).getManager().isOpen(), "and so is the manager that came with it");
      assertTrue(manager.isOpen());
      assertArrayEquals(VALUES, array.toFloatArray());
      array.set(new float[VALUES.length]);
      assertArrayEquals(VALUES, floats(bytes), "the bytes are no view of the array");
    }
  }

  /** An array that says it is on a GPU, and comes to main memory as DJL's arrays of PyTorch do. */
  private static NDArray actingAsGpu(NDArray array, List<NDArray> copies) {
    return (NDArray)
        Proxy.newProxyInstance(
            NDArray.class.getClassLoader(),
            new Class<?>[] {NDArray.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getDevice" -> Device.gpu(0);
                  case "toDevice" -> {
                    NDManager own = array.getManager().newSubManager(Device.cpu());
                    copies.add(own.create(array.toFloatArray()));
                    yield copies.get(0);
                  }
                  default -> method.invoke(array, args);
                });
  }

  private static float[] floats(ByteBuffer bytes) {
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }
}
