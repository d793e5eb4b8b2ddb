package org.dsd4j.djl.kit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PinnedKernelsTest {
  private static final Set<String> HASWELL = Set.of("sse4_1", "avx", "avx2", "fma");

  @Test
  void theWordsOfARecordAreTheSameOnEveryMachine() {
    assertEquals(
        "pinned: ATEN_CPU_CAPABILITY=avx2 MKL_CBWR=COMPATIBLE MKL_DYNAMIC=FALSE OMP_DYNAMIC=FALSE"
            + " OMP_THREAD_LIMIT=2147483647 ONEDNN_DEFAULT_FPMATH_MODE=STRICT"
            + " ONEDNN_MAX_CPU_ISA=AVX2 TORCH_LINEAR_FLATTEN_3D=0, 1 thread",
        PinnedKernels.of("pytorch").words(1));
    assertEquals(
        "pinned: DNNL_MAX_CPU_ISA=AVX2 OMP_DYNAMIC=FALSE OMP_THREAD_LIMIT=2147483647"
            + " OPENBLAS_CORETYPE=Haswell, 2 threads",
        PinnedKernels.of("MXNet").words(2));
  }

  @Test
  void anEngineThatNobodyPinnedIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> PinnedKernels.of("OnnxRuntime"));
    assertEquals(
        "the kernels of engine OnnxRuntime cannot be pinned, only those of PyTorch and MXNet",
        e.getMessage());
  }

  @Test
  void aProcessorWithoutThoseInstructionsIsRefused() {
    assertEquals(Optional.empty(), PinnedKernels.problem("amd64", HASWELL));
    assertEquals(Optional.empty(), PinnedKernels.problem("x86_64", Set.of()), "cannot be asked");
    String old = PinnedKernels.problem("amd64", Set.of("sse4_1", "avx")).orElseThrow();
    assertTrue(old.contains("AVX2 and FMA"), old);
    String noFma = PinnedKernels.problem("amd64", Set.of("avx2")).orElseThrow();
    assertTrue(noFma.contains("AVX2 and FMA"), noFma);
    String arm = PinnedKernels.problem("aarch64", Set.of()).orElseThrow();
    assertTrue(arm.contains("aarch64"), arm);
    assertFalse(arm.contains("\n"), arm);
  }

  @Test
  void instructionsAreReadFromTheSystem() {
    assertEquals(
        HASWELL,
        PinnedKernels.flags(
            List.of("processor\t: 0", "flags\t\t: sse4_1 avx avx2 fma", "flags\t\t: none")));
    assertEquals(Set.of(), PinnedKernels.flags(List.of("Features\t: fp asimd")));
  }
}
