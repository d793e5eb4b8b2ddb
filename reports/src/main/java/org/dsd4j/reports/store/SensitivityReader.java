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
    Path engine = seed.getParent();
    Path row = engine.getParent();
    SeedName name = SeedName.parse(seed.getFileName().toString()).orElse(new SeedName(-1, 1));
    boolean right =
        folder.endsWith(SensitivityFolder.NAME)
            && name.seed() == spec.seed()
            && engine.endsWith(spec.engine())
            && row.endsWith(spec.row())
            && row.getParent().endsWith(spec.scale());
    if (!right) {
      throw new StoreException(
          folder
              + " holds a sensitivity analysis of another place ("
              + SensitivityFolder.where(spec)
              + "): move it back");
    }
    List<SensitivityPoint> points = readPoints(folder.resolve(SensitivityFolder.POINTS));
    return new SensitivityRecord(folder, name.attempt(), spec, file.environment(), points);
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
