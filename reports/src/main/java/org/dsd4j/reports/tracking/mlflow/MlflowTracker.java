package org.dsd4j.reports.tracking.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.tracking.LogPoint;
import org.dsd4j.reports.tracking.RunDescription;
import org.dsd4j.reports.tracking.RunTracker;
import org.dsd4j.reports.tracking.TrackedRun;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/** Logs runs to a tracking server, many figures in one request. */
final class MlflowTracker implements RunTracker {
  /** A request holds at most 1,000 metrics and 100 tags, and no more than 1,000 of both. */
  private static final int MOST_METRICS = 900;

  private static final int MOST_TAGS = 100;
  private static final int MOST_PARAMETERS = 100;

  /** Says which run it is, whatever it is called. */
  private static final String KEY = "dsd_run";

  /**
   * The HTTP client inside of MLflow's announces each of its retries. Held here, because a logger
   * that nobody holds forgets its level.
   */
  private static final Logger HTTP = Logger.getLogger("org.mlflow_project.apachehttp");

  private final MlflowClient client;
  private final List<Metric> metrics = new ArrayList<>();
  private final Map<String, RunTag> tags = new LinkedHashMap<>();

  /** Last steps that an earlier start has logged. */
  private final Map<String, Long> logged = new TreeMap<>();

  private String run = "";

  MlflowTracker(MlflowHostCredsProvider server) {
    HTTP.setLevel(Level.SEVERE);
    client = new MlflowClient(server);
  }

  @Override
  public void begin(TrackedRun started) {
    metrics.clear();
    tags.clear();
    logged.clear();
    String experiment = experiment("dsd/" + started.spec().scale() + "/" + started.spec().row());
    List<Run> there = started.goesOn() ? earlier(experiment, started.key()) : List.of();
    if (there.isEmpty()) {
      create(started, experiment);
    } else {
      goOn(there.get(0));
    }
    tag("mlflow.note.content", RunDescription.markdown(started));
    tag("dsd_command", started.spec().command());
    started.environment().values().forEach((name, value) -> tag("machine_" + name, value));
  }

  /**
   * Searched, not asked for by its name: the client repeats and announces whatever is not found.
   */
  private String experiment(String name) {
    Optional<String> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return client.createExperiment(name);
    } catch (MlflowHttpException e) {
      // Another process may have been quicker.
      return find(name).orElseThrow(() -> e);
    }
  }

  private Optional<String> find(String name) {
    return client.searchExperiments("name = '" + name + "'").getItems().stream()
        .map(Experiment::getExperimentId)
        .findFirst();
  }

  private List<Run> earlier(String experiment, String key) {
    String filter = "tags." + KEY + " = '" + key + "'";
    return client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, 1).getItems();
  }

  private void create(TrackedRun started, String experiment) {
    List<String> place = started.place();
    run =
        client
            .createRun(
                CreateRun.newBuilder()
                    .setExperimentId(experiment)
                    .setRunName(String.join("/", place.subList(2, place.size())))
                    .setStartTime(Instant.now().toEpochMilli())
                    .addTags(MlflowText.tag(KEY, started.key()))
                    .build())
            .getRunId();
    List<Param> parameters = MlflowText.parameters(RunDescription.settings(started.spec()));
    for (int from = 0; from < parameters.size(); from += MOST_PARAMETERS) {
      int to = Math.min(parameters.size(), from + MOST_PARAMETERS);
      client.logBatch(run, List.of(), parameters.subList(from, to), List.of());
    }
  }

  /** Its parameters are there, and cannot be changed. */
  private void goOn(Run earlier) {
    run = earlier.getInfo().getRunId();
    for (Metric metric : earlier.getData().getMetricsList()) {
      logged.merge(metric.getKey(), metric.getStep(), Math::max);
    }
    // The client sets a status only together with an end.
    ObjectNode update = RecordJson.mapper().createObjectNode();
    update.put("run_id", run).put("status", RunStatus.RUNNING.name());
    client.sendPost("runs/update", update.toString());
  }

  @Override
  public void log(LogPoint at, SortedMap<String, Double> figures) {
    figures.forEach(
        (given, value) -> {
          String name = MlflowText.name(given);
          // What is done again comes to the same, and is there.
          if (at.step() > logged.getOrDefault(name, -1L)) {
            metrics.add(
                Metric.newBuilder()
                    .setKey(name)
                    .setValue(value)
                    .setStep(at.step())
                    .setTimestamp(at.time().toEpochMilli())
                    .build());
          }
          if (metrics.size() >= MOST_METRICS) {
            flush();
          }
        });
  }

  @Override
  public void note(LogPoint at, String title, String text) {
    tag("dsd_" + title, text);
  }

  private void tag(String name, String value) {
    RunTag tag = MlflowText.tag(name, value);
    tags.put(tag.getKey(), tag);
    if (tags.size() >= MOST_TAGS) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!metrics.isEmpty() || !tags.isEmpty()) {
      client.logBatch(run, metrics, List.of(), tags.values());
      metrics.clear();
      tags.clear();
    }
  }

  @Override
  public void end(LogPoint at, ArmResult result) {
    tag("dsd_outcome", RunDescription.outcome(result));
    result.notes().forEach((name, value) -> tag("note_" + name, value));
    boolean measured = result.outcome() instanceof Outcome.Measured;
    terminate(at, measured ? RunStatus.FINISHED : RunStatus.FAILED);
  }

  @Override
  public void breakOff(LogPoint at) {
    terminate(at, RunStatus.KILLED);
  }

  private void terminate(LogPoint at, RunStatus status) {
    flush();
    client.setTerminated(run, status, at.time().toEpochMilli());
  }

  @Override
  public void close() {
    client.close();
  }
}
