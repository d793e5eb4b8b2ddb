package org.dsd4j.djl.network;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The engines on the class path, and whether they can train. */
public final class Engines {
  private static final Set<String> TRAINED = Set.of("PyTorch", "MXNet");

  private Engines() {}

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

  /**
   * Lists the engines that networks of this project have been trained on, whether they are on the
   * class path or not.
   *
   * @return their names as DJL spells them
   */
  public static Set<String> trained() {
    return TRAINED;
  }

  /**
   * Looks up an engine on the class path, without starting it.
   *
   * @param given its name, for example {@code PyTorch}; upper and lower case are the same
   * @return the name as DJL spells it
   * @throws IllegalArgumentException when it is not on the class path; says which are
   */
  public static String find(String given) {
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

  /**
   * Starts an engine for a training with the settings that the process has; none is changed.
   *
   * @param given the engine, upper and lower case are the same; empty for DJL's default
   * @return the engine, never null
   * @throws IllegalArgumentException when there is no such engine on the class path, or it cannot
   *     train
   * @throws IllegalStateException when its native library does not load
   */
  public static Engine forTraining(Optional<String> given) {
    Optional<String> name = given.map(Engines::find);
    try {
      return requireTraining(name.map(Engine::getEngine).orElseGet(Engine::getInstance));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "engine " + name.orElse("of DJL") + " does not start: " + e.getMessage(), e);
    }
  }

  /**
   * Requires that an engine computes gradients. An engine for inference alone says so only when it
   * is asked for one.
   *
   * @param engine the engine, started
   * @return the same engine
   * @throws IllegalArgumentException when it computes none; says which engine does
   */
  public static Engine requireTraining(Engine engine) {
    try (EngineLock lock = EngineLock.acquire()) {
      lock.collector(engine).close();
      return engine;
    } catch (UnsupportedOperationException e) {
      List<String> others = names().stream().filter(TRAINED::contains).toList();
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
