package org.dsd4j.djl.kit.engine;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the native libraries of an engine say of the kernels that they chose. They can be asked on
 * Linux with x86-64; elsewhere their functions have other names.
 */
public final class KernelReport {
  /** What {@link PinnedKernels} make each of them say. */
  private static final String PINNED_TORCH = torch("AVX2", true);

  private static final String PINNED_MXNET = openBlas("Haswell");

  private static final int MKL_CBWR_BRANCH = 1;
  private static final int MKL_CBWR_COMPATIBLE = 3;

  private KernelReport() {}

  /**
   * Asks an engine.
   *
   * @param engine its name as DJL spells it; it has been started
   * @return such as {@code ATen AVX512, MKL by processor}; empty where it cannot be asked
   */
  public static Optional<String> of(String engine) {
    return switch (engine) {
      case "PyTorch" -> asked("libtorch_cpu.so", KernelReport::askTorch);
      case "MXNet" -> asked("libopenblas.so", KernelReport::askOpenBlas);
      default -> Optional.empty();
    };
  }

  /**
   * Says what an engine computes with in place of the pinned kernels.
   *
   * @return empty where it has not loaded, cannot be asked, or is pinned
   */
  static Optional<String> unpinned(String engine) {
    return of(engine)
        .filter(report -> !report.equals(PINNED_TORCH) && !report.equals(PINNED_MXNET));
  }

  private static Optional<String> asked(String library, Supplier<String> question) {
    if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit() || !hasLoaded(library)) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.get());
    } catch (UnsatisfiedLinkError e) {
      // Built by another compiler.
      return Optional.empty();
    }
  }

  /** Asking for a library that has not loaded would load it, before its environment is settled. */
  private static boolean hasLoaded(String library) {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.anyMatch(line -> line.contains("/" + library));
    } catch (IOException e) {
      return false;
    }
  }

  private static String askTorch() {
    NativeLibrary torch = NativeLibrary.getInstance("torch_cpu");
    int branch = torch.getFunction("mkl_serv_cbwr_get").invokeInt(new Object[] {MKL_CBWR_BRANCH});
    return torch(capability(torch), branch == MKL_CBWR_COMPATIBLE);
  }

  /** {@code std::string at::get_cpu_capability()}: pointer, length, and room for a short text. */
  private static String capability(NativeLibrary torch) {
    Function function = torch.getFunction("_ZN2at18get_cpu_capabilityB5cxx11Ev");
    try (Memory text = new Memory(32)) {
      function.invoke(Pointer.class, new Object[] {text});
      int length = Math.toIntExact(text.getLong(Long.BYTES));
      return new String(text.getPointer(0).getByteArray(0, length), StandardCharsets.US_ASCII);
    }
  }

  private static String torch(String capability, boolean compatible) {
    return "ATen " + capability + ", MKL " + (compatible ? "compatible" : "by processor");
  }

  private static String askOpenBlas() {
    return openBlas(
        NativeLibrary.getInstance("libopenblas.so.0")
            .getFunction("openblas_get_corename")
            .invokeString(new Object[0], false));
  }

  private static String openBlas(String core) {
    return "OpenBLAS " + core;
  }
}
