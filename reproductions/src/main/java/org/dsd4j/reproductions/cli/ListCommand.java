package org.dsd4j.reproductions.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Lists the rows.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Row row : Row.all()) {
      out.println(String.format(Locale.ROOT, "%-14s %s", row.id(), row.summary()));
    }
    out.println();
    out.println("Scales: " + String.join(", ", Scale.ids()));
    out.flush();
    return 0;
  }
}
