package org.dsd4j.djl.kit.conformance;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;

/** Prints what a process of its own finds of DJL's layers. */
final class LayersOfDjlMain {
  private static final PrintStream RESULT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private LayersOfDjlMain() {}

  /** Prints a line for each. */
  public static void main(String[] args) {
    Engine engine = EngineStart.start(StartEngine.NAME, 2);
    Conformance conformance = new Conformance(engine, Device.cpu());
    for (Capability capability : Conformance.layersOfDjl()) {
      RESULT.println(capability.id() + " " + conformance.check(capability).inWords());
    }
  }
}
