package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.NDManager;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;

/** Batches of utterances of about the same length; the next one is read while one trains. */
final class SpeechBatchSource implements BatchSource {
  private final Spectrograms spectrograms;
  private final int batch;
  private final long seed;
  private final boolean longestFirst;

  SpeechBatchSource(Spectrograms spectrograms, int batch, long seed) {
    this(spectrograms, batch, seed, false);
  }

  private SpeechBatchSource(Spectrograms spectrograms, int batch, long seed, boolean longestFirst) {
    this.spectrograms = spectrograms;
    this.batch = batch;
    this.seed = seed;
    this.longestFirst = longestFirst;
  }

  /** Batches of which the first has the longest utterances. */
  static SpeechBatchSource longestFirst(Spectrograms spectrograms, int batch) {
    return new SpeechBatchSource(spectrograms, batch, 1, true);
  }

  /** Made when batches are read, since a corpus may have to be synthesised to know its lengths. */
  LengthOrder order() {
    int[] lengths =
        IntStream.range(0, spectrograms.utterances().size())
            .map(spectrograms::expectedFrames)
            .toArray();
    return longestFirst
        ? LengthOrder.longestFirst(lengths, batch, seed)
        : new LengthOrder(lengths, batch, seed);
  }

  @Override
  public long examples() {
    return spectrograms.utterances().size();
  }

  @Override
  public long stepsPerEpoch() {
    return (examples() + batch - 1) / batch;
  }

  @Override
  public BatchStream open(long globalStep, NDManager owner) {
    return new Stream(globalStep);
  }

  private final class Stream implements BatchStream {
    private final ExecutorService ahead =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "speech-batches");
              thread.setDaemon(true);
              return thread;
            });
    private final LengthOrder order = order();
    private long step;
    private long epoch = -1;
    private int[][] batches = {};
    private Future<UtteranceBatch> next;

    Stream(long step) {
      this.step = step;
      next = ahead.submit(this::read);
    }

    /** Runs in the thread of {@code ahead} alone. */
    private UtteranceBatch read() {
      long wanted = step / stepsPerEpoch();
      if (wanted != epoch) {
        epoch = wanted;
        batches = order.epoch(epoch);
      }
      int at = Math.toIntExact(step % stepsPerEpoch());
      step++;
      UtteranceBatch utterances = UtteranceBatch.of(spectrograms, batches[at]);
      // Of a batch of nothing but broken utterances the next one takes the place, so that a step
      // serves the same whenever it is asked. Too many broken ones have ended the run before.
      for (int i = 1; utterances.isEmpty(); i++) {
        if (i == batches.length) {
          throw new DataException("no training utterance can be read; repair or replace them");
        }
        utterances = UtteranceBatch.of(spectrograms, batches[(at + i) % batches.length]);
      }
      return utterances;
    }

    @Override
    public TrainingBatch next(NDManager manager) {
      try {
        UtteranceBatch utterances = next.get();
        next = ahead.submit(this::read);
        return utterances.arrays(manager);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a batch was read", e);
      }
    }

    @Override
    public void close() {
      // No interrupts: a reader that is interrupted in the middle of a file looks like a broken
      // file. The batch that is being read comes to its end, which is soon enough.
      next.cancel(false);
      ahead.shutdown();
    }
  }
}
