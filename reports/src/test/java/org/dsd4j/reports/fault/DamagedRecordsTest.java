package org.dsd4j.reports.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.reports.fault.ReportProbe.Effect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to a file of records, the report is the same to the byte or has a problem that
 * names the file or its run; and there is always a report.
 */
@Tag("slow")
@Tag("faults")
class DamagedRecordsTest {
  private static final Set<Effect> ALLOWED = EnumSet.of(Effect.NONE, Effect.NAMED);

  private static final List<Damage> PLACES =
      List.of(
          Damage.LENGTHENED,
          Damage.LINK_TO_NOWHERE,
          Damage.LINK_TO_ITSELF,
          Damage.DEVICE,
          Damage.PIPE);

  private static final int FOLDERS_OF_A_ROW = 2;
  private static final int FOLDERS_OF_A_RUN = 5;

  /** Of each kind of file in the short form; all kinds of damage come in turn. */
  private static final int EACH = 5;

  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsNamedOrChangesNothing(SmallStore kind) throws IOException {
    Path runs = dir.resolve("runs");
    kind.write(runs);
    ReportProbe probe = new ReportProbe(runs, dir.resolve("report"));
    Random random = Faults.random(kind.name());
    Tally tally = new Tally("records of " + kind.words(), ALLOWED);
    Deque<Damage> deck = new ArrayDeque<>();
    for (List<Path> same : alike(runs).values()) {
      for (int i = 0; i < EACH * Faults.times(); i++) {
        if (deck.isEmpty()) {
          List<Damage> all = new ArrayList<>(List.of(Damage.values()));
          Collections.shuffle(all, random);
          deck.addAll(all);
        }
        damageOne(runs, same, deck.remove(), random, probe, tally);
      }
    }
    tally.close();
  }

  /** What stands in the place of a folder is not what was there. */
  @Test
  void aFolderThatIsNoneIsNamed() throws IOException {
    Path runs = dir.resolve("runs");
    SmallStore.SPEECH.write(runs);
    ReportProbe probe = new ReportProbe(runs, dir.resolve("report"));
    Tally tally = new Tally("folders of runs", ALLOWED);
    Path seed = runs.resolve("embedded/deepspeech/PyTorch/1");
    for (Path folder : List.of(seed.resolve("dsd"), seed)) {
      Path aside = Files.move(folder, dir.resolve("aside"));
      for (Damage damage : PLACES) {
        Files.writeString(folder, "no folder");
        damage.apply(folder, List.of(), Faults.random("folders"));
        String name = runs.relativize(folder).toString();
        tally.add(damage + " in place of " + name, probe.look(name));
        Files.delete(folder);
      }
      Files.move(aside, folder);
    }
    tally.close();
  }

  private static void damageOne(
      Path runs, List<Path> same, Damage damage, Random random, ReportProbe probe, Tally tally)
      throws IOException {
    Path file = same.get(random.nextInt(same.size()));
    if (damage == Damage.DELETED && !isOfARun(runs, file)) {
      return;
    }
    byte[] whole = Files.readAllBytes(file);
    // Pictures belong to no run: one in place of another is a picture all the same, and a row may
    // have none.
    List<Path> others =
        isOfARun(runs, file)
            ? same.stream().filter(other -> !other.equals(file)).toList()
            : List.of();
    try {
      if (damage.apply(file, others, random)) {
        String name = runs.relativize(file).toString();
        tally.add(damage + " in " + name, probe.look(run(runs, file)));
      }
    } finally {
      restore(file, whole);
    }
  }

  private static void restore(Path file, byte[] whole) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
      Files.delete(file);
    }
    Files.write(file, whole);
  }

  /** The folder of the run that a file belongs to; of a file that a row's runs share, the row's. */
  private static String run(Path runs, Path file) {
    return runs.relativize(file)
        .subpath(0, isOfARun(runs, file) ? FOLDERS_OF_A_RUN : FOLDERS_OF_A_ROW)
        .toString();
  }

  private static boolean isOfARun(Path runs, Path file) {
    return runs.relativize(file).getNameCount() > FOLDERS_OF_A_RUN;
  }

  /** The files of a store, those of one kind together. */
  private static Map<String, List<Path>> alike(Path runs) throws IOException {
    Map<String, List<Path>> kinds = new TreeMap<>();
    try (Stream<Path> files = Files.walk(runs)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) > 0) {
          String folder = file.getParent().getFileName().toString();
          boolean shared = Set.of("weights", "examples").contains(folder);
          kinds
              .computeIfAbsent(
                  shared ? folder : file.getFileName().toString(), k -> new ArrayList<>())
              .add(file);
        }
      }
    }
    return kinds;
  }
}
