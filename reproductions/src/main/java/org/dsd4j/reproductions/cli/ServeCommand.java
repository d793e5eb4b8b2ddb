package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dsd4j.reports.live.LiveServer;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description =
        "Shows a store of runs in the browser while others write it."
            + " It only reads, so it may be started before, with or after dsd run. Ctrl-C ends it.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final int PORTS_TO_TRY = 20;

  @Parameters(
      paramLabel = "RUNS",
      arity = "0..1",
      defaultValue = StoreLayout.USUAL,
      description = "The store, as dsd run --out writes it; ./runs by default. It may be missing.")
  private Path runs;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where to listen; 8080 by default, 0 for any free one.")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; this machine alone by default.")
  private String address;

  @Option(
      names = "--allow-remote",
      description = "Allow an address that other machines reach; they can read the runs then.")
  private boolean allowRemote;

  @Override
  public Integer call() throws InterruptedException {
    if (Files.exists(runs) && !Files.isDirectory(runs)) {
      throw new UsageException(runs + " is a file: name the folder that dsd run --out writes");
    }
    try (LiveServer server = start()) {
      // On Ctrl-C the machine ends while the main thread waits; this answers what was asked.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end-of-serving"));
      PrintStream stdout = System.out;
      String host = address.contains(":") ? "[" + address + "]" : address;
      stdout.println("Watching " + runs.toAbsolutePath().normalize());
      stdout.println("Open http://" + host + ":" + server.port() + "/  (Ctrl-C ends it)");
      stdout.flush();
      server.join();
    }
    return 0;
  }

  private LiveServer start() {
    try {
      return LiveServer.start(runs, address, port, allowRemote);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } catch (BindException e) {
      OptionalInt free = freePort();
      throw new UsageException(
          "cannot listen on port "
              + port
              + " of "
              + address
              + " ("
              + e.getMessage()
              + ")"
              + (free.isPresent()
                  ? ": try --port " + free.getAsInt()
                  : ": choose another --port or --address"));
    } catch (IOException e) {
      throw new UsageException("cannot listen on " + address + ": " + e);
    }
  }

  private OptionalInt freePort() {
    return IntStream.rangeClosed(port + 1, Math.min(port + PORTS_TO_TRY, 65_535))
        .filter(this::isFree)
        .findFirst();
  }

  private boolean isFree(int candidate) {
    try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getByName(address))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
