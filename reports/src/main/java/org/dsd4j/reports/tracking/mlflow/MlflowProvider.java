package org.dsd4j.reports.tracking.mlflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.dsd4j.reports.tracking.RunTracker;
import org.dsd4j.reports.tracking.RunTrackerProvider;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** Runs on a tracking server of MLflow. */
public final class MlflowProvider implements RunTrackerProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MlflowProvider() {}

  @Override
  public String scheme() {
    return "mlflow";
  }

  @Override
  public String address() {
    return "URI";
  }

  @Override
  public RunTracker open(String address) {
    Map<String, String> environment = System.getenv();
    return new MlflowTracker(
        new BasicMlflowHostCreds(
            server(address).toString().replaceAll("/+$", ""),
            environment.get("MLFLOW_TRACKING_USERNAME"),
            environment.get("MLFLOW_TRACKING_PASSWORD"),
            environment.get("MLFLOW_TRACKING_TOKEN"),
            false));
  }

  private static URI server(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("this is no URI: " + e.getMessage(), e);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "name a tracking server, such as mlflow:http://127.0.0.1:5000");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "name and password stand in no URI here: put them into MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("give the server's URI without what follows ? or #");
    }
    return uri;
  }
}
