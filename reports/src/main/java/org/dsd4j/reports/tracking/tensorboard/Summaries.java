package org.dsd4j.reports.tracking.tensorboard;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.tracking.LogPoint;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** What is logged as TensorFlow's messages. */
final class Summaries {
  private static final double NANOS = 1e9;

  private Summaries() {}

  static Event.Builder event(LogPoint at, Summary.Builder summary) {
    return Event.newBuilder()
        .setWallTime(seconds(at.time()))
        .setStep(at.step())
        .setSummary(summary);
  }

  static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS;
  }

  static Summary.Value scalar(String tag, double value) {
    return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
  }

  /** Markdown, which TensorBoard shows under Text. */
  static Summary.Value text(String tag, String markdown) {
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setMetadata(
            SummaryMetadata.newBuilder()
                .setPluginData(SummaryMetadata.PluginData.newBuilder().setPluginName("text"))
                .setDataClass(DataClass.DATA_CLASS_TENSOR))
        .setTensor(
            TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(TensorShapeProto.newBuilder())
                .addStringVal(ByteString.copyFromUtf8(markdown)))
        .build();
  }

  /**
   * A histogram with the bins of the record. Exact zeros are counted in the bin that begins at
   * zero. Values outside of the range fill one bin more at each end, as wide as the others: how far
   * out they lie is not recorded. Sums are those of the middles of the bins.
   */
  static Summary.Value histogram(String tag, WeightHistogram histogram) {
    HistogramProto.Builder bins = HistogramProto.newBuilder().setNum((double) histogram.total());
    double width = histogram.binWidth();
    double sum = 0;
    double squares = 0;
    List<Long> counts = histogram.counts();
    int first = histogram.below() > 0 ? -1 : 0;
    int end = histogram.above() > 0 ? counts.size() + 1 : counts.size();
    int zeroBin = (int) (-histogram.low() / (histogram.high() - histogram.low()) * counts.size());
    for (int bin = first; bin < end; bin++) {
      double count = count(histogram, bin);
      double middle = histogram.low() + (bin + 0.5) * width;
      sum += count * middle;
      squares += count * middle * middle;
      // Zeros change neither sum.
      bins.addBucketLimit(histogram.low() + (bin + 1) * width)
          .addBucket(bin == zeroBin ? count + histogram.zeros() : count);
    }
    bins.setMin(histogram.low() + first * width)
        .setMax(histogram.low() + end * width)
        .setSum(sum)
        .setSumSquares(squares);
    return Summary.Value.newBuilder().setTag(tag).setHisto(bins).build();
  }

  private static double count(WeightHistogram histogram, int bin) {
    if (bin < 0) {
      return histogram.below();
    }
    return bin < histogram.counts().size() ? histogram.counts().get(bin) : histogram.above();
  }
}
