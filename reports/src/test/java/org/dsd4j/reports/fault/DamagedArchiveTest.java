package org.dsd4j.reports.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dsd4j.reports.fault.ReportProbe.Effect;
import org.dsd4j.reports.store.RecordsArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to an archive of records, the report is the same to the byte, has a problem that
 * names the archive, or is refused by a line that names it.
 */
@Tag("slow")
@Tag("faults")
class DamagedArchiveTest {
  private static final Set<Effect> ALLOWED = EnumSet.of(Effect.NONE, Effect.NAMED, Effect.REFUSED);

  /** Of each kind in the short form; flips are many and cheap, since most are refused at once. */
  private static final int EACH = 3;

  @TempDir private Path dir;

  @Test
  void aDamagedArchiveIsNamedOrChangesNothing() throws IOException {
    Path runs = dir.resolve("runs");
    SmallStore.CAPTIONS.write(runs);
    Path archive = dir.resolve("records.zip");
    List<String> problems = new ArrayList<>();
    RecordsArchive.write(runs, archive, problems);
    assertEquals(List.of(), problems);
    byte[] whole = Files.readAllBytes(archive);
    ReportProbe probe = new ReportProbe(archive, dir.resolve("report"));
    Random random = Faults.random("archive");
    Tally tally = new Tally("archives of records", ALLOWED);
    for (ArchiveDamage damage : ArchiveDamage.values()) {
      for (int i = 0; i < EACH * Faults.times(); i++) {
        byte[] damaged = damage.apply(whole, random);
        if (!Arrays.equals(whole, damaged)) {
          Files.write(archive, damaged);
          tally.add(damage + " " + i, probe.look(archive.getFileName().toString()));
        }
      }
    }
    tally.close();
  }
}
