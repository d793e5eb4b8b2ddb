package org.dsd4j.reports.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Shows a store in the browser while others write it. It reads, and writes nothing anywhere. */
public final class LiveServer implements AutoCloseable {
  /** Enough for a few pages that ask every two seconds: none of them waits for anything. */
  private static final int MOST_THREADS = 12;

  private static final int LEAST_THREADS = 2;
  private static final long IDLE_MILLIS = 30_000;
  private static final long IDLE_MILLIS_IN_A_CROWD = 3_000;
  private static final long STOP_MILLIS = 300;

  /** A page has six at most. Further ones wait until one of these ends. */
  private static final int MOST_CONNECTIONS = 100;

  private static final int LONGEST_HEAD = 8 * 1024;

  private final Server server;
  private final ServerConnector connector;
  private final LiveStore store;
  private final Background background;

  private LiveServer(
      Server server, ServerConnector connector, LiveStore store, Background background) {
    this.server = server;
    this.connector = connector;
    this.store = store;
    this.background = background;
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
    threads.setStopTimeout(STOP_MILLIS);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEAD);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(found.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    NetworkConnectionLimit crowd = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    crowd.setEndPointIdleTimeout(IDLE_MILLIS_IN_A_CROWD);
    server.addBean(crowd);
    SlowClients clients = new SlowClients(connector.getScheduler());
    connector.addBean(clients);
    server.setErrorHandler(new PlainErrors());
    Background background = new Background();
    LiveStore store = new LiveStore(runs, background);
    Routes routes = new Routes(store, new LiveReport(runs, background));
    server.setHandler(new LiveHandler(new HostGuard(address, allowRemote), routes, clients));
    LiveServer live = new LiveServer(server, connector, store, background);
    live.begin();
    return live;
  }

  private void begin() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
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

  /** Ends it, with its threads; a question at hand is not answered any more. */
  @Override
  public void close() {
    // First, so that the server's own threads find nothing to do.
    background.close();
    store.close();
    try {
      server.stop();
    } catch (Exception e) {
      // It is closed at the end of the process at the latest, and there is nothing to do about
      // this.
      throw new IllegalStateException("the server does not stop: " + e.getMessage(), e);
    }
  }
}
