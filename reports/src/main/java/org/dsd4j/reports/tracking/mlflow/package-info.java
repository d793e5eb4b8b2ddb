/**
 * Runs for an MLflow tracking server: {@code mlflow:http://127.0.0.1:5000}.
 *
 * <p>An experiment is a row at a scale, {@code dsd/embedded/resnet18}; a run in it is an arm of a
 * seed, {@code PyTorch/1/dsd}. Settings are parameters, figures are metrics over the steps, phases,
 * machine and end are tags, and the run's description is all of it in Markdown. A run that goes on
 * after it was broken off finds itself by its tag {@code dsd_run} and logs what the server has not
 * got yet; nothing about it is kept beside the records.
 *
 * <p>Names and texts are cut to what MLflow takes: see {@code MlflowText}. Where a server asks who
 * is there, {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or {@code
 * MLFLOW_TRACKING_TOKEN}, say so, as for MLflow's own tools.
 */
package org.dsd4j.reports.tracking.mlflow;
