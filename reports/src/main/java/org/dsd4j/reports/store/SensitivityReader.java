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
  static SensitivityRecord read(SensitivityPath place) {
    SensitivityFile file = readFile(place.spec());
    SensitivitySpec spec = file.spec();
    SeedKey key = SeedKey.of(spec);
    if (!place.isNamedRightly() || !key.isAt(place.seed())) {
      throw new StoreException(
          place.path()
              + " holds a sensitivity analysis of another place ("
              + key.holding(StoreLayout.SENSITIVITY)
              + "): move it back");
    }
    RecordManifest manifest = RecordManifest.read(place.path(), spec.owner());
    requireWhole(place, manifest);
    LineChain chain = LineChain.of(place.points(), spec.owner(), file.sealed());
    List<SensitivityPoint> points = readPoints(place.points(), chain);
    RecordCheck.points(place.points(), spec, points);
    return new SensitivityRecord(
        place,
        SeedName.parse(place.seed().name()).orElseThrow().attempt(),
        spec,
        file.environment(),
        points);
  }

  private static void requireWhole(SensitivityPath place, RecordManifest manifest) {
    if (!manifest.holds()) {
      throw new StoreException(
          place.points()
              + " is not what was measured there (manifest beside it vouches for it): bring it back,"
              + " or run dsd sensitivity again, which measures what is missing");
    }
  }

  static SensitivityFile readFile(Path file) {
    SensitivityFile read = ArmReader.readSpec(file, SensitivityFile.class);
    ArmReader.checkId(file, read.spec().id(), read.specId());
    return read;
  }

  /** In the order in which they were first measured; of a point measured twice the later counts. */
  static List<SensitivityPoint> readPoints(Path file, LineChain chain) {
    Map<Place, SensitivityPoint> points = new LinkedHashMap<>();
    LineFile.wholeLines(
        file,
        RecordKind.POINTS,
        (line, text) -> {
          SensitivityPoint point = parse(file, line, chain.check(text));
          points.put(new Place(point.layer(), point.sparsity()), point);
        });
    return new ArrayList<>(points.values());
  }

  private static SensitivityPoint parse(Path file, int line, String text) {
    try {
      SensitivityPoint point = RecordJson.mapper().readValue(text, SensitivityPoint.class);
      if (point == null) {
        throw noPoint(file, line, "null");
      }
      return point;
    } catch (JsonProcessingException e) {
      throw noPoint(file, line, EventLog.firstLine(e));
    }
  }

  private static StoreException noPoint(Path file, int line, String why) {
    return new StoreException(
        file
            + ", line "
            + line
            + ", is no point ("
            + why
            + "): remove that line, the point will be measured again");
  }

  private record Place(String layer, double sparsity) {}
}
