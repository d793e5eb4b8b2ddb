package org.dsd4j.djl.training;

import ai.djl.training.loss.Loss;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;

/** What a {@link DsdLoop} is made of; its constructor says what each part is. */
record LoopParts(
    Network network,
    Loss loss,
    MaskedOptimizer optimizer,
    PlannedRate rate,
    BatchSource data,
    Evaluation validation,
    DsdObserver observer,
    LoopSettings settings) {}
