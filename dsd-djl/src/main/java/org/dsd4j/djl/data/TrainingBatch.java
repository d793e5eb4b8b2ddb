package org.dsd4j.djl.data;

import ai.djl.ndarray.NDList;

/**
 * One batch, attached to the manager that was passed to {@link BatchStream#next}.
 *
 * @param data the inputs of the network
 * @param labels what the loss compares with
 * @param size the number of examples
 */
public record TrainingBatch(NDList data, NDList labels, int size) {}
