package org.dsd4j.reports.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off who keeps a connection without using it. A timeout for silence alone would not do: a
 * byte every few seconds is no silence. So the whole question has to come in time, counted from the
 * begin of the connection or the end of the last answer, and the whole answer has to be taken in
 * time, which is longer for a long one.
 */
final class SlowClients implements Connection.Listener {
  private static final long FIRST_QUESTION_MILLIS = 10_000;
  private static final long NEXT_QUESTION_MILLIS = 30_000;
  private static final long ANSWER_MILLIS = 30_000;
  private static final long LEAST_BYTES_PER_MILLI = 16;

  private final Scheduler scheduler;
  private final long firstMillis;
  private final Map<EndPoint, Scheduler.Task> deadlines = new ConcurrentHashMap<>();

  SlowClients(Scheduler scheduler) {
    this(scheduler, FIRST_QUESTION_MILLIS);
  }

  SlowClients(Scheduler scheduler, long firstMillis) {
    this.scheduler = scheduler;
    this.firstMillis = firstMillis;
  }

  @Override
  public void onOpened(Connection connection) {
    within(firstMillis, connection.getEndPoint());
  }

  @Override
  public void onClosed(Connection connection) {
    asked(connection.getEndPoint());
  }

  /** A question has come whole; what takes its time now is this server. */
  void asked(EndPoint client) {
    Scheduler.Task deadline = deadlines.remove(client);
    if (deadline != null) {
      deadline.cancel();
    }
  }

  /** An answer of so many bytes begins to be sent. */
  void answering(EndPoint client, int bytes) {
    within(ANSWER_MILLIS + bytes / LEAST_BYTES_PER_MILLI, client);
  }

  /** The answer was taken; the connection may be used again. */
  void answered(EndPoint client) {
    within(NEXT_QUESTION_MILLIS, client);
  }

  private void within(long millis, EndPoint client) {
    asked(client);
    if (client.isOpen()) {
      deadlines.put(client, scheduler.schedule(() -> cut(client), millis, TimeUnit.MILLISECONDS));
    }
  }

  private void cut(EndPoint client) {
    deadlines.remove(client);
    client.close();
  }
}
