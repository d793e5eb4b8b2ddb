package org.dsd4j.djl.kit.conformance;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries the capabilities on an engine. */
public final class Conformance {
  private static final int LONGEST = 160;

  private final Engine engine;
  private final Device device;

  /**
   * Takes an engine that has been started.
   *
   * @param engine the engine
   * @param device where it computes
   */
  public Conformance(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Returns all that is tried.
   *
   * @return the capabilities, from the simple to what builds on it
   */
  public static List<Capability> capabilities() {
    return Capabilities.ALL;
  }

  /**
   * Returns those of {@link #capabilities()} that are about layers of DJL which no row uses: an
   * engine can do without them here, and a network of someone else's cannot.
   *
   * @return the capabilities
   */
  public static List<Capability> layersOfDjl() {
    return Capabilities.OF_DJL;
  }

  /**
   * Tries all of them. The generators of the engine and of DJL are left seeded.
   *
   * @param before is told each capability before it is tried: a fault in a native library ends the
   *     process, and then this says where
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
   * Tries one.
   *
   * @param capability what is tried
   * @return what came out of it
   */
  public Finding check(Capability capability) {
    try (NDManager manager = engine.newBaseManager(device)) {
      engine.setRandomSeed(1);
      capability.check().run(manager);
      return new Finding(capability, Optional.empty());
    } catch (ConformanceFailure e) {
      return new Finding(capability, Optional.of(e.getMessage()));
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      // An engine says in its own words what it lacks.
      return new Finding(capability, Optional.of(firstLine(e)));
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    String line = e.getClass().getSimpleName() + (message.isBlank() ? "" : ": " + message.strip());
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
