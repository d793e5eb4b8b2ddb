package org.dsd4j.djl.network;

import ai.djl.engine.Engine;
import java.lang.reflect.Method;

/**
 * Whether LibTorch records gradients in the current thread. DJL switches that off in the thread
 * that starts the engine, on while gradients are collected, and back afterwards. When a collector
 * cannot be opened because another is open, DJL leaves it on. From then on, writing to a weight in
 * place is an error in that thread, and evaluation keeps every intermediate result.
 *
 * <p>DJL has no public method for the switch, so it is called by reflection, and not at all where
 * it is not found.
 */
final class GradientRecording {
  private static final String SWITCH = "ai.djl.pytorch.jni.JniUtils";

  private GradientRecording() {}

  /**
   * Remembers whether gradients are recorded in this thread.
   *
   * @param engine the engine
   * @return restores it, to be run in the same thread; does nothing for other engines
   */
  static Runnable remember(Engine engine) {
    if (!engine.getEngineName().equals("PyTorch")) {
      return () -> {};
    }
    try {
      Class<?> owner = Class.forName(SWITCH, true, engine.getClass().getClassLoader());
      Method set = owner.getMethod("setGradMode", boolean.class);
      Object before = owner.getMethod("isGradMode").invoke(null);
      return () -> putBack(set, before);
    } catch (ReflectiveOperationException e) {
      return () -> {};
    }
  }

  private static void putBack(Method set, Object before) {
    try {
      set.invoke(null, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("LibTorch does not take back its recording of gradients", e);
    }
  }
}
