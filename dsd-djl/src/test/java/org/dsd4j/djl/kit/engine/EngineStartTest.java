package org.dsd4j.djl.kit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Locale;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class EngineStartTest {
  @Test
  void aNameMayBeWrittenInSmallLetters() {
    Engine engine = EngineStart.start(StartEngine.NAME.toLowerCase(Locale.ROOT), 2);
    assertSame(Engine.getEngine(StartEngine.NAME), engine);
  }

  @Test
  void anEngineThatIsNotThereIsRefusedWithWhatIs() {
    var e = assertThrows(IllegalArgumentException.class, () -> EngineStart.start("Nix", 1));
    assertTrue(
        e.getMessage().startsWith("engine Nix is not on the class path; there is "), e::getMessage);
    assertTrue(e.getMessage().contains(StartEngine.NAME), e::getMessage);
  }

  @Test
  void anEngineThatCannotTrainIsRefusedWithOneThatCan() {
    // DJL's client of remote models: always on the class path, and it computes nothing itself.
    var e = assertThrows(IllegalArgumentException.class, () -> EngineStart.start("RPC", 1));
    assertTrue(e.getMessage().contains("cannot train: it computes no gradients"), e::getMessage);
    assertTrue(e.getMessage().matches(".*here can .*" + StartEngine.NAME + ".*"), e::getMessage);
  }

  /** The engine of these tests runs already, with the kernels of this processor. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void kernelsAreNotPinnedSilentlyTooLate() {
    String before = KernelReport.of(StartEngine.NAME).orElseThrow();
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> EngineStart.startReproducibly(StartEngine.NAME, 2, DeviceChoice.CPU));
    assertTrue(e.getMessage().startsWith("--reproducible is not in effect: "), e::getMessage);
    assertTrue(e.getMessage().contains(before), e::getMessage);
    assertNull(Native.load("c", Posix.class).getenv("MKL_DYNAMIC"), "nothing was set");
    assertEquals(before, KernelReport.of(StartEngine.NAME).orElseThrow());
  }

  /** What a native library sees of the environment. */
  interface Posix extends Library {
    /** Returns a variable. */
    String getenv(String name);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "reads through the C library of POSIX")
  void nativeLibrariesSeeTheNumberOfThreads() {
    EngineStart.start(StartEngine.NAME, 2);
    assertEquals("2", Native.load("c", Posix.class).getenv("OMP_NUM_THREADS"));
  }
}
