package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsd4j.djl.kit.conformance.Capability;
import org.dsd4j.djl.kit.conformance.Conformance;
import org.dsd4j.djl.kit.conformance.Finding;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Engines;
import org.dsd4j.reproductions.run.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tries every engine on the class path, each in a process of its own: a process can start one, and
 * a fault in a native library ends it.
 */
@Command(
    name = "engines",
    description = "Lists the engines that are here, and tries what each can do.",
    mixinStandardHelpOptions = true)
final class EnginesCommand implements Callable<Integer> {
  /** How the table is written. */
  enum Format {
    TEXT,
    MARKDOWN
  }

  private static final String TRY = "--try";

  @Mixin private EngineOptions engineOptions;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "text (default), or markdown.")
  private Format format;

  @Option(names = TRY, hidden = true, description = "Tries --engine in this process.")
  private boolean here;

  @Override
  public Integer call() {
    if (here) {
      return tryHere(System.out);
    }
    List<EngineTrial> trials = new ArrayList<>();
    for (String name : Engines.names()) {
      trials.add(tryApart(name));
    }
    System.out.print(
        format == Format.TEXT ? EngineTable.text(trials) : EngineTable.markdown(trials));
    return trials.stream().anyMatch(EngineTrial::trains) ? 0 : Dsd.RUN_FAILED;
  }

  private Integer tryHere(PrintStream out) {
    StartedEngine started = engineOptions.start();
    out.println(EngineTrial.VERSION + started.engine().getVersion());
    out.println(EngineTrial.DEVICES + String.join(", ", DeviceChoice.names(started.engine())));
    Conformance conformance = new Conformance(started.engine(), started.device());
    for (Capability capability : Conformance.capabilities()) {
      out.println(EngineTrial.TRYING + capability.id());
      out.flush();
      Finding finding = conformance.check(capability);
      out.println(EngineTrial.FOUND + finding.inWords());
    }
    return 0;
  }

  private EngineTrial tryApart(String name) {
    List<String> lines = new ArrayList<>();
    RowProcesses processes = new RowProcesses(1, new StopRequest(), lines::add);
    List<String> arguments = new ArrayList<>(List.of("engines", TRY));
    arguments.addAll(engineOptions.words(name));
    int code = processes.run(List.of(name), engine -> arguments, ended -> {});
    return EngineTrial.read(name, engineOptions.threads(), lines, code);
  }
}
