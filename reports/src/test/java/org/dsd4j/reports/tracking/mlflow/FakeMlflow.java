package org.dsd4j.reports.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dsd4j.reports.record.RecordJson;

/**
 * As much of a tracking server as the suite asks of one, with the limits of a real one: names,
 * lengths, sizes of a batch, parameters that cannot be changed.
 */
final class FakeMlflow implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[\\w.\\- /]{1,250}");
  private static final Pattern FILTER = Pattern.compile("(name|tags\\.(\\w+)) = '([^']*)'");

  /** A run as the server has it. */
  static final class Run {
    String experiment = "";
    String name = "";
    String status = "RUNNING";
    final Map<String, String> parameters = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();

    /** Values by metric, in the order of their arrival, each as step and value. */
    final Map<String, List<String>> metrics = new TreeMap<>();
  }

  final Map<String, String> experiments = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();
  final List<String> requests = new ArrayList<>();
  final List<String> refused = new ArrayList<>();
  private final HttpServer server;

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/2.0/mlflow/", this::handle);
    server.start();
  }

  String target() {
    return "mlflow:http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
    JsonNode asked = RecordJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
    requests.add(path);
    ObjectNode answer = RecordJson.mapper().createObjectNode();
    int code = 200;
    try {
      answer(path, asked, answer);
    } catch (IllegalArgumentException e) {
      refused.add(path + ": " + e.getMessage());
      code = 400;
      answer.put("error_code", "INVALID_PARAMETER_VALUE").put("message", e.getMessage());
    }
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void answer(String path, JsonNode asked, ObjectNode answer) {
    switch (path) {
      case "experiments/search" -> {
        String name = filter(asked, 3);
        if (experiments.containsKey(name)) {
          ObjectNode one = answer.putArray("experiments").addObject();
          one.put("experiment_id", experiments.get(name)).put("name", name);
        }
      }
      case "experiments/create" -> {
        String id = Integer.toString(experiments.size() + 1);
        experiments.put(asked.get("name").asText(), id);
        answer.put("experiment_id", id);
      }
      case "runs/create" -> create(asked, answer);
      case "runs/search" -> search(asked, answer);
      case "runs/update" -> run(asked).status = asked.get("status").asText();
      case "runs/log-batch" -> logBatch(asked);
      default -> throw new IllegalArgumentException("no such path");
    }
  }

  private static String filter(JsonNode asked, int group) {
    var matcher = FILTER.matcher(asked.get("filter").asText());
    require(matcher.matches(), "cannot read the filter " + asked);
    return matcher.group(group);
  }

  private void create(JsonNode asked, ObjectNode answer) {
    Run run = new Run();
    run.experiment = asked.get("experiment_id").asText();
    require(experiments.containsValue(run.experiment), "no such experiment");
    run.name = asked.get("run_name").asText();
    require(asked.get("start_time").asLong() > 0, "no start");
    asked.path("tags").forEach(tag -> setTag(run, tag));
    String id = "run" + (runs.size() + 1);
    runs.put(id, run);
    answer.putObject("run").putObject("info").put("run_id", id).put("run_uuid", id);
  }

  private void search(JsonNode asked, ObjectNode answer) {
    String tag = filter(asked, 2);
    String value = filter(asked, 3);
    ArrayNode found = answer.putArray("runs");
    runs.forEach(
        (id, run) -> {
          if (value.equals(run.tags.get(tag))
              && asked.get("experiment_ids").get(0).asText().equals(run.experiment)) {
            ObjectNode one = found.addObject();
            one.putObject("info").put("run_id", id).put("run_uuid", id);
            ArrayNode metrics = one.putObject("data").putArray("metrics");
            run.metrics.forEach(
                (key, values) -> {
                  String[] last = values.get(values.size() - 1).split(" ", 2);
                  ObjectNode metric = metrics.addObject().put("key", key);
                  metric.put("step", last[0]).put("value", Double.parseDouble(last[1]));
                });
          }
        });
  }

  private Run run(JsonNode asked) {
    Run run = runs.get(asked.get("run_id").asText());
    require(run != null, "no such run");
    return run;
  }

  private void logBatch(JsonNode asked) {
    Run run = run(asked);
    JsonNode metrics = asked.path("metrics");
    JsonNode parameters = asked.path("params");
    JsonNode tags = asked.path("tags");
    require(metrics.size() <= 1000, "too many metrics");
    require(parameters.size() <= 100 && tags.size() <= 100, "too many parameters or tags");
    require(metrics.size() + parameters.size() + tags.size() <= 1000, "too much in one batch");
    parameters.forEach(
        one -> {
          String value = one.get("value").asText();
          require(value.length() <= 500, "a parameter is too long");
          String before = run.parameters.putIfAbsent(name(one), value);
          require(before == null || before.equals(value), "a parameter was changed");
        });
    tags.forEach(one -> setTag(run, one));
    metrics.forEach(
        one -> {
          require(one.get("timestamp").asLong() > 0, "a metric has no time");
          run.metrics
              .computeIfAbsent(name(one), key -> new ArrayList<>())
              .add(one.path("step").asLong() + " " + one.path("value").asText());
        });
  }

  private static void setTag(Run run, JsonNode tag) {
    require(tag.get("value").asText().length() <= 5000, "a tag is too long");
    run.tags.put(name(tag), tag.get("value").asText());
  }

  private static String name(JsonNode one) {
    String name = one.get("key").asText();
    require(NAME.matcher(name).matches(), "no good name: " + name);
    require(
        !name.startsWith("/") && !name.endsWith("/") && !name.contains("//"), "no path: " + name);
    return name;
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
