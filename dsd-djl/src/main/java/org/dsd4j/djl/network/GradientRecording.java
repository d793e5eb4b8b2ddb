package org.dsd4j.djl.network;

import ai.djl.engine.Engine;
import java.lang.reflect.Method;

/**
 * Whether LibTorch records gradients in the current thread. DJL switches that off in the thread
 * that starts the engine, on while gradients are collected, and back afterwards; but a collector
 * that cannot be opened, since another is open, leaves it on. From then on, writing to a weight in
 * place is an error there, and evaluation keeps all that it computes.
 *
 * <p>DJL has no interface for the switch, so it is reached by its name, and left alone where it is
 * not found.
 */
final class GradientRecording {
  private static final String SWITCH = "ai.djl.pytorch.jni.JniUtils";

  private GradientRecording() {}

  /**
   * Remembers whether gradients are recorded in this thread.
   *
   * @param engine the engine
   * @return puts it back as it was, to be run in the same thread; does nothing for other engines
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
