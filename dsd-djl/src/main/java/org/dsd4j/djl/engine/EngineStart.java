package org.dsd4j.djl.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.quirk.Quirks;

/** Starts an engine. */
public final class EngineStart {
  private EngineStart() {}

  /**
   * Starts an engine on a device, as {@link #start(String, int)} does.
   *
   * @param name the engine, for example {@code PyTorch}, in capitals or not
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
   * Starts an engine for training on this machine alone. Call it before anything else touches DJL:
   * the native library reads these settings once.
   *
   * @param given the engine, for example {@code PyTorch}, in capitals or not
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
    String name = find(given);
    // Results depend on the number of threads to the bit, so it is pinned, never left to the
    // engine.
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    // What MXNet has in place of the two settings above.
    NativeEnvironment.set("OMP_NUM_THREADS", Integer.toString(threads));
    // Single precision means single precision: NVIDIA's libraries would round it to 10 bits.
    NativeEnvironment.set("NVIDIA_TF32_OVERRIDE", "0");
    System.setProperty("ai.djl.offline", "true");
    // MXNet's own parameter server keeps a copy of the weights and would undo a mask.
    System.setProperty("ai.djl.use_local_parameter_server", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // Where two engines are on the class path, whatever asks DJL for "the" engine gets this one.
    System.setProperty("ai.djl.default_engine", name);
    try {
      return requireTraining(Engine.getEngine(name));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "engine " + name + " does not start: " + e.getMessage() + "; run dsd doctor", e);
    }
  }

  /**
   * Finds an engine for a training, as far as somebody else has set it up: nothing is changed of
   * its settings.
   *
   * @param given the engine, in capitals or not; empty for DJL's default
   * @return the engine, never null
   * @throws IllegalArgumentException when there is no such engine on the class path, or it cannot
   *     train
   * @throws IllegalStateException when its native library does not load
   */
  public static Engine forTraining(Optional<String> given) {
    Optional<String> name = given.map(EngineStart::find);
    try {
      return requireTraining(name.map(Engine::getEngine).orElseGet(Engine::getInstance));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "engine " + name.orElse("of DJL") + " does not start: " + e.getMessage(), e);
    }
  }

  /**
   * Lists the engines on the class path, without starting any. DJL is not asked: after a wrong name
   * it cannot be used at all.
   *
   * @return their names as DJL spells them, in alphabetical order
   */
  public static List<String> names() {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(provider -> provider.get().getEngineName())
        .sorted()
        .toList();
  }

  private static String find(String given) {
    return names().stream()
        .filter(given::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "engine "
                        + given
                        + " is not on the class path; there is "
                        + String.join(", ", names())));
  }

  /** An engine for inference alone says so only when it is asked for a gradient. */
  private static Engine requireTraining(Engine engine) {
    try (EngineLock lock = EngineLock.acquire()) {
      lock.collector(engine).close();
      return engine;
    } catch (UnsupportedOperationException e) {
      List<String> others = names().stream().filter(Quirks.trained()::contains).toList();
      throw new IllegalArgumentException(
          "engine "
              + engine.getEngineName()
              + " "
              + engine.getVersion()
              + " cannot train: it computes no gradients; "
              + (others.isEmpty()
                  ? "put one that can on the class path, such as ai.djl.pytorch:pytorch-engine with"
                      + " its native library, see docs/engines.md"
                  : "here can " + String.join(" and ", others)),
          e);
    }
  }
}
