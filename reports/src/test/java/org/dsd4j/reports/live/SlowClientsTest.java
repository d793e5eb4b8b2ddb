package org.dsd4j.reports.live;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private final Scheduler scheduler = new ScheduledExecutorScheduler();
  private final ByteArrayEndPoint client = new ByteArrayEndPoint();
  private SlowClients clients;

  @BeforeEach
  void start() throws Exception {
    scheduler.start();
    clients = new SlowClients(scheduler, 100);
  }

  @AfterEach
  void stop() throws Exception {
    scheduler.stop();
  }

  @Test
  void whoDoesNotAskInTimeIsCutOff() throws Exception {
    open();
    assertTrue(isCut(), "a question that does not come");
  }

  @Test
  void whoHasAskedMayWaitForTheAnswer() throws Exception {
    open();
    clients.asked(client);
    assertFalse(isCut(), "this server takes its time");
    clients.answering(client, 1000);
    clients.answered(client);
    assertFalse(isCut(), "a page asks again in two seconds");
  }

  private void open() {
    AbstractConnection connection =
        new AbstractConnection(client, Runnable::run) {
          @Override
          public void onFillable() {
            throw new IllegalStateException("nothing is read");
          }
        };
    clients.onOpened(connection);
  }

  private boolean isCut() throws InterruptedException {
    for (int i = 0; i < 50 && client.isOpen(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return !client.isOpen();
  }
}
