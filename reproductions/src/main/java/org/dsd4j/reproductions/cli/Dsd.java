package org.dsd4j.reproductions.cli;

import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.reports.chart.Drawable;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.store.StoreWriteException;
import org.dsd4j.reports.text.TerminalStream;
import org.dsd4j.reproductions.row.UnusableWeightsException;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.StopRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line of the suite. */
@Command(
    name = "dsd",
    description = "Re-runs the rows of \"DSD: Dense-Sparse-Dense Training\" (Han et al., 2017).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      RunCommand.class,
      SensitivityCommand.class,
      ReportCommand.class,
      ArchiveCommand.class,
      CompareCommand.class,
      ServeCommand.class,
      CaptionCommand.class,
      TranscribeCommand.class,
      ExportCommand.class,
      EnginesCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 all is well, 1 compare --fail-on-difference found one, 2 wrong usage,",
      "3 the data cannot be used, 4 a run failed."
    })
public final class Dsd {
  static final int USAGE = CommandLine.ExitCode.USAGE;
  static final int DATA = 3;
  static final int RUN_FAILED = 4;

  private Dsd() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    int code = RUN_FAILED;
    try {
      FatalError.begin();
      refuseJavaObjects();
      OrderlyEnd.begin();
      ParentWatch.begin();
      Drawable.withoutSystemFonts();
      TerminalStream.install();
      code = execute(args);
    } catch (RuntimeException | Error e) {
      // Before there is a command; execute() says the others.
      System.err.println("dsd: " + FatalError.atStart(e));
    }
    OrderlyEnd.commandHasEnded();
    System.exit(code);
  }

  /**
   * Nothing here reads serialized objects of Java, which can run code as they are read. So that no
   * library does either, none may be of any class, whatever a file says.
   */
  static void refuseJavaObjects() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
    }
  }

  /**
   * Runs a command.
   *
   * @param args the command line
   * @return the exit code
   */
  static int execute(String... args) {
    CommandLine commandLine = commandLine();
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      // The usual exit code of such an end would say that compare has found a difference.
      return explain(e, commandLine.getErr());
    }
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Dsd());
    // What is printed goes through a stream that lets no escape sequence pass, not one of ours.
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    addSettings(commandLine);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command.getErr()));
    commandLine.setParameterExceptionHandler(
        (e, given) -> {
          PrintWriter err = e.getCommandLine().getErr();
          err.println("dsd: " + e.getMessage());
          err.println("Try 'dsd " + withoutRoot(e.getCommandLine()) + "--help' for what there is.");
          return USAGE;
        });
    return commandLine;
  }

  /** Picocli adds the options that are annotated; settings are declared elsewhere. */
  private static void addSettings(CommandLine commandLine) {
    for (CommandLine sub : commandLine.getSubcommands().values()) {
      addSettings(sub.getCommandSpec(), sub.getCommandSpec());
    }
  }

  private static void addSettings(CommandSpec mixed, CommandSpec command) {
    for (CommandSpec mixin : mixed.mixins().values()) {
      if (mixin.userObject() instanceof SettingOptions settings) {
        settings.addTo(command);
      }
      addSettings(mixin, command);
    }
  }

  private static String withoutRoot(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  /** Prints one line for the user and returns the exit code. */
  private static int explain(Throwable e, PrintWriter err) {
    if (OrderlyEnd.isUnderWay() && isOfTheEnd(e)) {
      // The end of the process has been said, and it alone decides the exit code.
      return RUN_FAILED;
    }
    Optional<Error> error = FatalError.in(e);
    if (error.filter(VirtualMachineError.class::isInstance).isPresent()) {
      // Whatever a reader or a worker made of it: data are not to blame for too little memory.
      err.println("dsd: " + FatalError.inWords(error.get()));
      return RUN_FAILED;
    }
    if (e instanceof UsageException) {
      err.println("dsd: " + e.getMessage());
      return USAGE;
    }
    // Records that cannot be read are data; a place that cannot be written is a failed run.
    boolean unreadable = e instanceof StoreException && !(e instanceof StoreWriteException);
    if (e instanceof DataException || e instanceof UnusableWeightsException || unreadable) {
      err.println("dsd: " + e.getMessage());
      return DATA;
    }
    if (e instanceof StoreWriteException
        || e instanceof CheckpointException
        || e instanceof UncheckedIOException
        || e instanceof RunFailedException) {
      err.println("dsd: " + e.getMessage());
      return RUN_FAILED;
    }
    if (error.isPresent()) {
      err.println("dsd: " + FatalError.inWords(error.get()));
      return RUN_FAILED;
    }
    // A fault of ours: the stack trace belongs into the report of it.
    err.println(
        "dsd: unexpected " + e + "; what was computed is kept, and the same command resumes");
    e.printStackTrace(err);
    return RUN_FAILED;
  }

  /** Whether something failed since the process ends, and not by itself. */
  private static boolean isOfTheEnd(Throwable e) {
    for (Throwable one = e; one != null; one = one.getCause()) {
      boolean shutdown =
          one instanceof IllegalStateException
              && String.valueOf(one.getMessage()).contains("Shutdown in progress");
      if (one instanceof StopRequest.StoppedException || shutdown) {
        return true;
      }
    }
    return false;
  }
}
