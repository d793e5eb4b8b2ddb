package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.reports.record.WeightHistogram;
import org.junit.jupiter.api.Test;

class RecorderTest {
  @Test
  void everyMomentHasTheNameThatRecordsKnow() {
    assertEquals(
        WeightHistogram.MOMENTS, Stream.of(WeightMoment.values()).map(Recorder::name).toList());
  }
}
