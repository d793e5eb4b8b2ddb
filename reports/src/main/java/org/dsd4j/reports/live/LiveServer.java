package org.dsd4j.reports.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Shows a store in the browser while others write it. It reads, and writes nothing anywhere. */
public final class LiveServer implements AutoCloseable {
  /** Enough for a few pages that ask every two seconds. */
  private static final int MOST_THREADS = 12;

  private static final int LEAST_THREADS = 2;
  private static final long IDLE_MILLIS = 30_000;

  private final Server server;
  private final ServerConnector connector;

  private LiveServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts a server.
   *
   * @param runs the store, which may be missing as yet
   * @param address where to listen, a name or a number
   * @param port from 0 to 65535; 0 takes any free one
   * @param allowRemote whether an address that other machines reach may be listened on
   * @return the running server
   * @throws IllegalArgumentException if the address is not of this machine alone and other machines
   *     are not allowed, or the port is none
   * @throws BindException if the port is taken or the address is not of this machine
   * @throws IOException if the address is unknown or the network cannot be used
   */
  public static LiveServer start(Path runs, String address, int port, boolean allowRemote)
      throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port must be in [0, 65535] but was " + port);
    }
    InetAddress found = InetAddress.getByName(address);
    if (!found.isLoopbackAddress() && !allowRemote) {
      throw new IllegalArgumentException(
          "the address "
              + address
              + " can be reached from other machines, and whoever reaches it can read the runs:"
              + " use 127.0.0.1, or say --allow-remote");
    }
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(found.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    Routes routes = new Routes(new LiveStore(runs), new LiveReport(runs));
    server.setHandler(new LiveHandler(new HostGuard(address, allowRemote), routes));
    start(server);
    return new LiveServer(server, connector);
  }

  private static void start(Server server) throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      if (e.getCause() instanceof BindException taken) {
        throw taken;
      }
      throw new IOException("the server does not start: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Waits until it is closed. */
  public void join() throws InterruptedException {
    server.join();
  }

  /** Ends it; questions at hand are still answered. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // It is closed at the end of the process at the latest, and there is nothing to do about
      // this.
      throw new IllegalStateException("the server does not stop: " + e.getMessage(), e);
    }
  }
}
