package org.dsd4j.djl.check;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashSet;
import java.util.Set;
import org.dsd4j.djl.network.EngineLock;

/** A block and one batch, which is run repeatedly without changing the block. */
final class Trial {
  private final Block block;
  private final NDList batch;
  private final boolean ofInputs;
  private final NDManager manager;
  private final Set<String> asked = new LinkedHashSet<>();
  private long largest;

  /**
   * Creates a trial.
   *
   * @param block the block, initialised in FLOAT32
   * @param batch its inputs, which are not changed
   * @param ofInputs whether gradients of the inputs are compared too
   * @param largest the elements of the largest array inside, as far as it is known
   * @param manager owns the arrays of a pass
   */
  Trial(Block block, NDList batch, boolean ofInputs, long largest, NDManager manager) {
    this.block = block;
    this.batch = batch;
    this.ofInputs = ofInputs;
    this.largest = largest;
    this.manager = manager;
  }

  /** Returns the parameters that the block has not taken from a parameter store so far. */
  Set<Parameter> unasked() {
    Set<Parameter> unasked = new LinkedHashSet<>(block.getParameters().values());
    unasked.removeIf(parameter -> asked.contains(parameter.getId()));
    return unasked;
  }

  /** Returns whether there are variables to differentiate with respect to. */
  boolean hasGradients() {
    return ofInputs
        || block.getParameters().values().stream().anyMatch(Parameter::requiresGradient);
  }

  /**
   * Runs the block forward, and backward where the mode collects gradients.
   *
   * @param mode how
   * @param conditions under which
   * @return outputs, then gradients; the caller closes it
   */
  PassResult run(Mode mode, Conditions conditions) {
    return run(mode, conditions, mode.collects());
  }

  /** The same without the backward pass. */
  PassResult runForward(Mode mode, Conditions conditions) {
    return run(mode, conditions, false);
  }

  private PassResult run(Mode mode, Conditions conditions, boolean backward) {
    PassResult result = new PassResult(mode, manager.newSubManager());
    try (NDManager scope = manager.newSubManager()) {
      scope.getEngine().setRandomSeed(conditions.seed());
      ParameterCopies copies = new ParameterCopies(scope, block, conditions);
      NDList inputs = copies.of(batch);
      largest = Math.max(largest, copies.size());
      Pass pass = new Pass(block, copies, inputs, conditions, mode.trains(), largest);
      if (!mode.collects()) {
        pass.forward(result);
      } else {
        collect(pass, result, backward);
      }
      result.await();
      asked.addAll(copies.asked());
      largest = Math.max(largest, result.largestSize());
      return result;
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      result.close();
      throw e;
    }
  }

  private void collect(Pass pass, PassResult result, boolean backward) {
    try (GradientCollector collector = collector(manager.getEngine())) {
      if (backward) {
        pass.differentiate(collector, ofInputs, result);
      } else {
        pass.forward(result);
      }
    }
  }

  /** Opens a gradient collector, of which DJL has one for a process. */
  static GradientCollector collector(Engine engine) {
    try (EngineLock lock = EngineLock.acquire()) {
      return lock.collector(engine);
    }
  }
}
