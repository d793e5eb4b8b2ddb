package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;

/**
 * Reads the folder of a sensitivity analysis, which a killed process may have left in any state.
 */
final class SensitivityReader {
  private SensitivityReader() {}

  /**
   * All of the folder.
   *
   * @throws StoreException if a file is damaged or the folder was moved
   */
  static SensitivityRecord read(Path folder) {
    SensitivityFile file = readFile(folder.resolve(SensitivityFolder.SPEC));
    SensitivitySpec spec = file.spec();
    Path seed = folder.getParent();
    SeedPlace place = SeedPlace.of(spec);
    if (!folder.endsWith(SensitivityFolder.NAME) || !place.isAt(seed)) {
      throw new StoreException(
          folder
              + " holds a sensitivity analysis of another place ("
              + place.holding(SensitivityFolder.NAME)
              + "): move it back");
    }
    List<SensitivityPoint> points = readPoints(folder.resolve(SensitivityFolder.POINTS));
    return new SensitivityRecord(
        folder,
        SeedName.parse(seed.getFileName().toString()).orElseThrow().attempt(),
        spec,
        file.environment(),
        points);
  }

  static SensitivityFile readFile(Path file) {
    ArmReader.checkFormat(file);
    SensitivityFile read = ArmReader.readJson(file, SensitivityFile.class);
    ArmReader.checkId(file, read.spec().id(), read.specId());
    return read;
  }

  /** In the order in which they were first measured; of a point measured twice the later counts. */
  static List<SensitivityPoint> readPoints(Path file) {
    Map<Place, SensitivityPoint> points = new LinkedHashMap<>();
    int line = 0;
    for (String text : LineFile.wholeLines(file)) {
      line++;
      SensitivityPoint point = parse(file, line, text);
      points.put(new Place(point.layer(), point.sparsity()), point);
    }
    return new ArrayList<>(points.values());
  }

  private static SensitivityPoint parse(Path file, int line, String text) {
    try {
      return RecordJson.mapper().readValue(text, SensitivityPoint.class);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          file
              + ", line "
              + line
              + ", is no point ("
              + EventLog.firstLine(e)
              + "): remove that line, the point will be measured again",
          e);
    }
  }

  private record Place(String layer, double sparsity) {}
}
