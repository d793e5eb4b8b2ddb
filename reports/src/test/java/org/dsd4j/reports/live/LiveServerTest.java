package org.dsd4j.reports.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.OlderStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LiveServerTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String CURVES = "/api/curves?row=embedded-resnet18-pytorch";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path root;
  private SyntheticStore records;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    root = folder.resolve("runs");
    records = new SyntheticStore(root);
    server = LiveServer.start(root, "127.0.0.1", 0, false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStoreThatIsNotThereYetIsWaitedFor() throws Exception {
    assertTrue(state().get("headline").asText().startsWith("waiting"));
    assertEquals(503, get("/report.html").statusCode());
    records.row("resnet18", 1, 26.0, 25.5);
    JsonNode state = awaitState("2 finished");
    assertEquals("embedded-resnet18-pytorch", state.get("active").asText());
  }

  @Test
  void aLineThatIsAppendedIsShown() throws Exception {
    RunSpec spec = Specs.of("baseline", 1);
    try (ArmFolder arm =
        records.store().seed("embedded", "resnet18", "PyTorch", 1, false).arm(spec)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      Instant begin = Instant.now().minusSeconds(20);
      arm.append(new Event.Phase(begin, 0, "dense", "DENSE", 400, 0));
      arm.append(new Event.Step(begin, 0, 10, 10, 2.5, 0.1, 320));
      assertEquals(10, await("1 running").get("step").asLong());
      arm.append(new Event.Step(begin.plusSeconds(5), 0, 20, 20, 2.25, 0.1, 640));
      JsonNode progress = awaitStep(20);
      assertEquals("2.00", progress.get("rate").asText());
      assertEquals("3 min 10 s", progress.get("left").asText());
      assertEquals("2.25", progress.get("loss").asText());
      // The half of a line that a reader may find while it is written.
      Path events = arm.place().events();
      Files.writeString(events, "{\"event\":\"st", StandardOpenOption.APPEND);
      JsonNode line = json(get(CURVES)).get("lines").get(0);
      assertEquals("[10.0,2.5,20.0,2.25]", line.get("loss").toString());
      assertEquals(0, state().get("problems").size());
    }
  }

  @Test
  void statesAreToldApart() throws Exception {
    records.row("vgg16", 1, 31.0, 30.4, 30.2);
    records.row("vgg16", 2, 32.5);
    records.ended(
        Specs.of("vgg16", "sparse", 2, Specs.settings()),
        new Outcome.Diverged("sparse", 17, "the loss is not a number"));
    // Its lines are old, and it has no result.
    records.unfinished(Specs.of("vgg16", "baseline", 3, Specs.settings()));
    JsonNode state = awaitState("1 stalled, 3 waiting, 1 diverged, 4 finished");
    JsonNode diverged = state.get("arms").get(4);
    assertEquals("the loss is not a number", diverged.get("note").asText());
    assertEquals("top-1 error (%) 31.00", state.get("arms").get(5).get("note").asText());
    JsonNode waiting = state.get("arms").get(1);
    assertEquals("embedded/vgg16/PyTorch/2/dsd", waiting.get("id").asText());
  }

  @Test
  void theTableComesWhenArmsHaveEnded() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      records.row("resnet18", seed, 26.0 + seed, 25.5, 24.0 + seed, 25.8, 25.9 + seed);
    }
    JsonNode line = awaitSummary();
    assertEquals("26.00 ± 1.00", line.get("method").asText());
    assertEquals(3, line.get("seeds").asInt());
    HttpResponse<String> making = get("/report");
    assertEquals(202, making.statusCode());
    assertTrue(making.body().contains("making.js"), "the page that waits for the report");
    HttpResponse<String> report = get("/report.html");
    assertEquals(200, get("/report").statusCode(), "it is kept");
    assertTrue(report.body().contains("Dense-Sparse-Dense"), "the report of the present state");
    assertTrue(policy(report).startsWith("default-src 'none'"));
    assertFalse(policy(report).contains("'self'"), "a report may ask for nothing");
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    records.row("resnet18", 1, 26.0);
    awaitState("1 finished");
    HttpResponse<String> first = get(CURVES);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpRequest again = request(CURVES).header("If-None-Match", tag).build();
    HttpResponse<String> second = client.send(again, HttpResponse.BodyHandlers.ofString());
    assertEquals(304, second.statusCode());
    assertEquals("", second.body());
  }

  @Test
  void thePageTakesNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");
    assertEquals(200, page.statusCode());
    assertFalse(page.body().contains("://"), "no address of another server");
    assertTrue(policy(page).contains("connect-src 'self'"));
    assertFalse(policy(page).contains("unsafe"));
    assertTrue(page.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
    for (String file : new String[] {"/live.js", "/live.css", "/style.css"}) {
      assertEquals(200, get(file).statusCode(), file);
    }
  }

  @Test
  void noPathReachesAFile() throws Exception {
    records.row("resnet18", 1, 26.0);
    String[] paths = {
      "/embedded/resnet18/PyTorch/1/baseline/run.json",
      "/live.html",
      "/../runs",
      "/..%2f..%2fetc/passwd",
      "/%2e%2e/style.css",
      "//etc/passwd",
      "/api/curves?row=../../../../etc/passwd",
      "/api/curves?row=%zz",
      "/api/curves"
    };
    for (String path : paths) {
      String status = raw("GET " + path, "localhost");
      assertTrue(status.contains(" 404 ") || status.contains(" 400 "), path + ": " + status);
    }
  }

  @Test
  void onlyQuestionsByKnownNamesAreAnswered() throws Exception {
    assertTrue(raw("GET /", "localhost:8080").contains(" 200 "));
    assertTrue(raw("GET /", "127.0.0.1").contains(" 200 "));
    assertTrue(raw("GET /", "[::1]:80").contains(" 200 "));
    assertTrue(raw("GET /api/state", "evil.example").contains(" 403 "));
    assertTrue(raw("GET /api/state", "localhost.evil.example:80").contains(" 403 "));
    assertTrue(raw("GET http://evil.example/", "localhost").matches(".* (400|403) .*"));
    assertTrue(raw("POST /api/state", "localhost").contains(" 405 "));
    assertTrue(raw("DELETE /", "localhost").contains(" 405 "));
    assertTrue(raw("HEAD /", "localhost").contains(" 200 "));
  }

  @Test
  void otherMachinesOnlyWhenToldSo() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> LiveServer.start(root, "0.0.0.0", 0, false));
    assertTrue(refused.getMessage().contains("--allow-remote"), refused.getMessage());
    HostGuard guard = new HostGuard("0.0.0.0", true);
    assertTrue(guard.allows("192.168.1.7:8080"));
    assertFalse(guard.allows("evil.example"));
    assertTrue(new HostGuard("farm", true).allows("FARM:8080"));
  }

  @Test
  void aTakenPortIsSaid() {
    assertThrows(
        BindException.class, () -> LiveServer.start(root, "127.0.0.1", server.port(), false));
    assertThrows(
        IllegalArgumentException.class, () -> LiveServer.start(root, "127.0.0.1", 70_000, false));
  }

  @Test
  void aRunThatCannotBeShownIsNamedAndTheOthersAreShown() throws Exception {
    records.row("resnet18", 1, 26.0, 25.5);
    records.row("vgg16", 1, 31.0);
    OlderStore.of(root);
    String phase =
        "{\"event\":\"phase\",\"at\":%s,\"phaseIndex\":%d,\"phase\":\"dense\",\"kind\":\"DENSE\","
            + "\"steps\":400,\"globalStep\":0}\n";
    Path events = root.resolve("embedded/resnet18/PyTorch/1/sparse/events.jsonl");
    Files.delete(root.resolve("embedded/resnet18/PyTorch/1/sparse/result.json"));
    for (String at :
        List.of(
            "null",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "1e300",
            "\"\"")) {
      Files.writeString(events, String.format(Locale.ROOT, phase, at, 0));
      JsonNode state = awaitProblem("sparse");
      assertEquals(3, state.get("arms").size(), at);
      assertEquals(200, get(CURVES).statusCode(), at);
    }
    // What only the live view stumbles over: a phase that the plan does not have.
    Files.writeString(events, String.format(Locale.ROOT, phase, "\"2026-01-02T03:04:05Z\"", 77));
    JsonNode state = awaitProblem("sparse");
    assertTrue(state.get("arms").toString().contains("vgg16"), state.toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileThatNeverAnswersHoldsUpNothing() throws Exception {
    records.row("resnet18", 1, 26.0, 25.5);
    awaitState("2 finished");
    Path events = root.resolve("embedded/resnet18/PyTorch/1/sparse/events.jsonl");
    Files.delete(events);
    assertEquals(0, new ProcessBuilder("mkfifo", events.toString()).start().waitFor());
    records.row("vgg16", 1, 31.0);
    for (int i = 0; i < 5; i++) {
      assertTrue(nanos(() -> get("/api/state")) < TimeUnit.SECONDS.toNanos(4), "no answer in time");
    }
    JsonNode state = awaitProblem("sparse");
    assertTrue(state.get("arms").toString().contains("vgg16"), state.toString());
  }

  @Test
  void manyWhoWantTheReportHoldUpNobody() throws Exception {
    // Enough records that the report takes its time.
    for (long seed = 1; seed <= 3; seed++) {
      records.row("resnet18", seed, 26.0 + seed, 25.5, 24.0 + seed, 25.8, 25.9 + seed);
    }
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      asked.add(
          client.sendAsync(request("/report.html").build(), HttpResponse.BodyHandlers.ofString()));
    }
    assertEquals(200, get("/").statusCode());
    assertEquals(200, get("/api/state").statusCode());
    int told = 0;
    for (CompletableFuture<HttpResponse<String>> one : asked) {
      HttpResponse<String> answer = one.get();
      if (answer.statusCode() == 503) {
        told++;
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
      } else {
        assertEquals(200, answer.statusCode(), answer.body());
      }
    }
    assertTrue(told <= 30 - Routes.MOST_WAITING, told + " were sent away");
    assertEquals(200, get("/report.html").statusCode());
  }

  @Test
  void crookedQuestionsGetPlainAnswersWithoutWhatWasAsked() throws Exception {
    String[] questions = {
      "GET /%00",
      "GET /a%2f..%2fb",
      "GET /%5c..%5c",
      "GET /;x=1/..",
      "GET /%",
      "GET /\u0000",
      "GET /<script>",
      "OPTIONS *",
      "OPTIONS /",
      "TRACE /",
      "PUT /",
      "BREW /",
      "PRI *",
      "GET",
      "x",
      "GET /" + "a".repeat(20_000),
      "GET /api/curves?row=" + "b".repeat(7000),
      "GET /?" + "c=1&".repeat(1500),
      "GET http://evil.example:99999/"
    };
    for (String question : questions) {
      String answer =
          rawAnswer(question + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertTrue(answer.matches("(?s)(HTTP/1\\.1 [245]\\d\\d .*)?"), question + ": " + answer);
      assertFalse(answer.contains("<script>") || answer.contains("Jetty"), answer);
      assertFalse(answer.contains("\tat ") || answer.contains("Exception"), answer);
      if (!answer.isEmpty()) {
        assertTrue(answer.contains("nosniff") && answer.contains("frame-ancestors 'none'"), answer);
      }
    }
    String long0 = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n";
    assertTrue(rawAnswer(long0).contains(" 431 "), "a head that is too long");
    String body = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\nx";
    assertTrue(rawAnswer(body).contains(" 405 "), "nothing is read of a body");
    assertTrue(
        rawAnswer("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n").contains(" 400 "));
  }

  @Test
  void aHeadAnswersLikeAGetWithoutABody() throws Exception {
    HttpRequest head =
        request("/live.js").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = client.send(head, HttpResponse.BodyHandlers.ofString());
    assertEquals("", answer.body());
    assertEquals(
        get("/live.js").headers().firstValue("Content-Length"),
        answer.headers().firstValue("Content-Length"));
  }

  @Test
  void itEndsAtOnceWithItsThreads() throws Exception {
    records.row("resnet18", 1, 26.0);
    awaitState("1 finished");
    try (Socket asleep = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      asleep.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      asleep.getOutputStream().flush();
      CompletableFuture<HttpResponse<String>> report =
          client.sendAsync(request("/report.html").build(), HttpResponse.BodyHandlers.ofString());
      assertTrue(
          nanos(
                  () -> {
                    server.close();
                    return 0;
                  })
              < TimeUnit.SECONDS.toNanos(2),
          "it does not end");
      report.cancel(true);
    }
    Instant end = Instant.now().plus(LONGEST);
    while (threads().findAny().isPresent() && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    assertEquals(List.of(), threads().toList());
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("live ") || name.startsWith("reader of") || name.startsWith("qtp"));
  }

  private static long nanos(Callable<?> task) throws Exception {
    long begin = System.nanoTime();
    task.call();
    return System.nanoTime() - begin;
  }

  private String rawAnswer(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      StringBuilder answer = new StringBuilder();
      try {
        for (int next = socket.getInputStream().read();
            next >= 0;
            next = socket.getInputStream().read()) {
          answer.append((char) next);
          if (answer.length() > 100_000) {
            break;
          }
        }
      } catch (SocketException e) {
        // Closed while more was being sent: what came before is the answer.
        return answer.toString();
      }
      return answer.toString();
    }
  }

  private JsonNode awaitProblem(String word) throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    JsonNode state = state();
    while (!state.get("problems").toString().contains(word) && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      state = state();
    }
    assertTrue(state.get("problems").toString().contains(word), state.toString());
    return state;
  }

  private JsonNode state() throws Exception {
    return json(get("/api/state"));
  }

  private JsonNode awaitState(String headline) throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    JsonNode state = state();
    while (!state.get("headline").asText().equals(headline) && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      state = state();
    }
    assertEquals(headline, state.get("headline").asText());
    return state;
  }

  private JsonNode await(String headline) throws Exception {
    return awaitState(headline).get("arms").get(0);
  }

  private JsonNode awaitStep(long step) throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    JsonNode arm = state().get("arms").get(0);
    while (arm.get("step").asLong() != step && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      arm = state().get("arms").get(0);
    }
    assertEquals(step, arm.get("step").asLong());
    return arm;
  }

  private JsonNode awaitSummary() throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    JsonNode lines = state().get("summary");
    while (lines.isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(50);
      lines = state().get("summary");
    }
    assertEquals(1, lines.size());
    return lines.get(0);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertEquals(200, answer.statusCode(), answer.body());
    return RecordJson.mapper().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Security-Policy").orElse("");
  }

  /** The status line; the JDK's client lets nobody choose a Host header or a crooked path. */
  private String raw(String question, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String request = question + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }
}
