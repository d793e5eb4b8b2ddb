package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.reports.fixture.GoldenFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report under {@code docs/report} can be made again from the records beside it. */
@Tag("slow")
class PublishedReportTest {
  private static final Path PUBLISHED = Path.of("..", "docs", "report");
  private static final String RECORDS = "records.zip";

  @Test
  void theRecordsGiveTheSameReportToTheByte(@TempDir Path folder) throws IOException {
    ReportWriter.write(List.of(PUBLISHED.resolve(RECORDS)), folder, Set.of(ReportFormat.README));
    GoldenFiles.check(PUBLISHED, folder, file -> !file.equals(RECORDS));
    itsPicturesAreThereAndItNamesNoPlaceOfAMachine();
  }

  private static void itsPicturesAreThereAndItNamesNoPlaceOfAMachine() throws IOException {
    String page = Files.readString(PUBLISHED.resolve("README.md"));
    Matcher links = Pattern.compile("(?:src=\"|\\]\\()(charts/[^\")]+)").matcher(page);
    int pictures = 0;
    while (links.find()) {
      assertTrue(Files.size(PUBLISHED.resolve(links.group(1))) > 0, links.group(1));
      pictures++;
    }
    assertTrue(pictures > 20, "pictures: " + pictures);
    for (String place : List.of("java.io.tmpdir", "user.home", "user.dir")) {
      assertFalse(page.contains(System.getProperty(place) + "/"), place);
    }
  }
}
