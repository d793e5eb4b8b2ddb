package org.dsd4j.djl.kit.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import org.dsd4j.djl.network.Engines;

/** Starts an engine with fixed settings. */
public final class EngineStart {
  private EngineStart() {}

  /**
   * Starts an engine on a device, as {@link #start(String, int)} does.
   *
   * @param name the engine, for example {@code PyTorch}, upper and lower case are the same
   * @param threads the threads that one operation may use, at least 1
   * @param device where it computes
   * @return the engine and the device, never null
   * @throws IllegalArgumentException when the engine is not on the class path, cannot train or does
   *     not see the device, or the number of threads is below 1
   * @throws IllegalStateException when its native library does not load
   */
  public static StartedEngine start(String name, int threads, DeviceChoice device) {
    Engine engine = start(name, threads);
    return new StartedEngine(engine, device.on(engine));
  }

  /**
   * Starts an engine on a device, as {@link #start(String, int)} does, so that it computes the same
   * bits on every x86-64 processor with AVX2 and FMA: see {@link PinnedKernels}. It may be called
   * again, and has to be the first use of DJL in this process.
   *
   * @param name as in {@link #start(String, int, DeviceChoice)}
   * @param threads the threads that one operation may use, at least 1; results depend on them
   * @param device where it computes, which has to be the CPU
   * @return the engine and the CPU, never null
   * @throws IllegalArgumentException as {@link #start(String, int)} does, and when the engine,
   *     device or processor has no kernels that can be pinned; the message follows the name of an
   *     option
   * @throws IllegalStateException when the native library does not load, or computes with other
   *     kernels since it was in use before
   */
  public static StartedEngine startReproducibly(String name, int threads, DeviceChoice device) {
    if (!device.equals(DeviceChoice.CPU)) {
      throw new IllegalArgumentException(
          "--reproducible holds for the CPU alone, whose sums have an order: run with --device cpu");
    }
    PinnedKernels pinned = PinnedKernels.of(Engines.find(name));
    PinnedKernels.problemHere()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("--reproducible " + problem);
            });
    // What it uses by now stays; setting the variables would help nobody.
    requirePinned(pinned);
    pinned.variables().forEach(NativeEnvironment::set);
    StartedEngine started = start(name, threads, device);
    requirePinned(pinned);
    return started;
  }

  private static void requirePinned(PinnedKernels pinned) {
    KernelReport.unpinned(pinned.engine())
        .ifPresent(
            report -> {
              throw new IllegalStateException(
                  "--reproducible is not in effect: "
                      + pinned.engine()
                      + " computes with "
                      + report
                      + "; start it before anything else uses it, in a process of its own");
            });
  }

  /**
   * Starts an engine for training on this machine alone. Call it before any other use of DJL: the
   * native library reads these settings once.
   *
   * @param given the engine, for example {@code PyTorch}, upper and lower case are the same
   * @param threads the threads that one operation may use, at least 1
   * @return the engine, never null
   * @throws IllegalArgumentException when the engine is not on the class path or cannot train, or
   *     the number of threads is below 1
   * @throws IllegalStateException when its native library does not load
   */
  public static Engine start(String given, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1 but was " + threads);
    }
    String name = Engines.find(given);
    // Results depend on the number of threads to the bit, so it is pinned, never left to the
    // engine.
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    // For MXNet, in place of the two settings above.
    NativeEnvironment.set("OMP_NUM_THREADS", Integer.toString(threads));
    // Single precision means single precision: NVIDIA's libraries would round it to 10 bits.
    NativeEnvironment.set("NVIDIA_TF32_OVERRIDE", "0");
    System.setProperty("ai.djl.offline", "true");
    // MXNet's own parameter server keeps a copy of the weights and would undo a mask.
    System.setProperty("ai.djl.use_local_parameter_server", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // If two engines are on the class path, this one is the default engine of DJL.
    System.setProperty("ai.djl.default_engine", name);
    try {
      return Engines.requireTraining(Engine.getEngine(name));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "engine " + name + " does not start: " + e.getMessage() + "; run dsd doctor", e);
    }
  }
}
