package org.dsd4j.reports.store;

/**
 * What a network said about one example of the test split.
 *
 * @param example its position in the split, from 0
 * @param label the right class
 * @param predicted the class with the highest score
 */
public record Prediction(long example, int label, int predicted) {}
