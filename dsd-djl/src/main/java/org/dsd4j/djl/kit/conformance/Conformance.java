package org.dsd4j.djl.kit.conformance;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks the capabilities of an engine. */
public final class Conformance {
  private static final int LONGEST = 160;

  private final Engine engine;
  private final Device device;

  /**
   * Creates the checks of a started engine.
   *
   * @param engine the engine
   * @param device the device to compute on
   */
  public Conformance(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Returns all capabilities that are checked.
   *
   * @return the capabilities, from simple ones to those that depend on them
   */
  public static List<Capability> capabilities() {
    return Capabilities.ALL;
  }

  /**
   * Returns those of {@link #capabilities()} that are layers of DJL which no row uses. The suite
   * does not need them, but networks of users may.
   *
   * @return the capabilities
   */
  public static List<Capability> layersOfDjl() {
    return Capabilities.OF_DJL;
  }

  /**
   * Checks all of them. Afterwards the generators of the engine and of DJL are seeded with a fixed
   * number.
   *
   * @param before receives each capability before it is checked: if a fault in a native library
   *     ends the process, the last one is known
   * @return one finding for each, in the order of {@link #capabilities()}
   */
  public List<Finding> check(Consumer<Capability> before) {
    return Capabilities.ALL.stream()
        .map(
            capability -> {
              before.accept(capability);
              return check(capability);
            })
        .toList();
  }

  /**
   * Checks one.
   *
   * @param capability the capability
   * @return the result
   */
  public Finding check(Capability capability) {
    try (NDManager manager = engine.newBaseManager(device)) {
      engine.setRandomSeed(1);
      capability.check().run(manager);
      return new Finding(capability, Optional.empty());
    } catch (ConformanceFailure e) {
      return new Finding(capability, Optional.of(e.getMessage()));
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      // The message of the engine says what it lacks.
      return new Finding(capability, Optional.of(firstLine(e)));
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    String line = e.getClass().getSimpleName() + (message.isBlank() ? "" : ": " + message.strip());
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
