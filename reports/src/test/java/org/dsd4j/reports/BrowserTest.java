package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dsd4j.reports.fixture.Demo;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.live.LiveServer;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The page in a real browser: axe-core finds nothing to complain about at WCAG 2.1 A and AA, light
 * and dark, on a desk and on a phone; all of it can be reached by keyboard; tables sort; nothing is
 * fetched; the same of the live view of a running suite. The report has rows of images, captions
 * and speech. Skipped without Chromium.
 */
@Tag("browser")
@Tag("slow")
class BrowserTest {
  private static final int HEIGHT = 900;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/usr/lib/chromium"), Path.of("/usr/local/bin"));

  @TempDir static Path folder;
  private static ChromeDriver browser;

  @BeforeAll
  static void open() throws IOException {
    Path chromium = find("chromium", "chromium-browser", "google-chrome");
    Path driver = find("chromedriver");
    assumeTrue(
        Files.isExecutable(chromium) && Files.isExecutable(driver),
        "no Chromium with its driver here: on Debian, install chromium and chromium-driver");
    Demo.write(folder.resolve("runs"));
    ReportWriter.write(folder.resolve("runs"), folder.resolve("out"));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + folder.resolve("profile"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().scriptTimeout(LONGEST);
    browser.get(new File(folder.toFile(), "out/index.html").toURI().toString());
  }

  private static Path find(String... names) {
    return FOLDERS.stream()
        .flatMap(in -> List.of(names).stream().map(in::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(names[0]));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void show(String scheme, int width) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void axeFindsNothing(String scheme, int width) throws IOException {
    show(scheme, width);
    assertEquals(
        scheme.equals("dark"),
        browser.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches"));
    browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertEquals(List.of(), violations());
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void theLiveViewHasNothingToComplainOfEither(String scheme, int width) throws IOException {
    Path runs = folder.resolve("live-" + scheme + width);
    SyntheticStore store = new SyntheticStore(runs);
    store.row("vgg16", 1, 31.0, 30.4, 30.2);
    RunSpec spec = Specs.of("baseline", 1);
    try (ArmFolder arm = store.store().seed("embedded", "resnet18", "PyTorch", 1, false).arm(spec);
        LiveServer server = LiveServer.start(runs, "127.0.0.1", 0, false)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      Instant now = Instant.now();
      arm.append(new Event.Phase(now, 0, "dense", "DENSE", 400, 0));
      arm.append(new Event.Step(now, 0, 10, 10, 2.5, 0.1, 320));
      arm.append(new Event.Step(now.plusMillis(1), 0, 20, 20, 2.25, 0.1, 640));
      show(scheme, width);
      browser.get("http://127.0.0.1:" + server.port() + "/");
      browser.executeAsyncScript(
          "const done = arguments[0];"
              + "const look = () => document.body.innerText.includes('1 running') ? done(true)"
              + " : setTimeout(look, 100); look();");
      assertEquals(List.of(), violations());
      assertEquals(
          (long) width, browser.executeScript("return document.documentElement.scrollWidth"));
    } finally {
      browser.get(new File(folder.toFile(), "out/index.html").toURI().toString());
    }
  }

  /** One line for each kind, with the first places. */
  private static List<String> violations() throws IOException {
    if (!Boolean.TRUE.equals(browser.executeScript("return !!window.axe"))) {
      try (InputStream script = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
        assertNotNull(script, "axe.min.js of axe-core");
        browser.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    Object found =
        browser.executeAsyncScript(
            "const done = arguments[0];"
                // Each drawing is one image with a title; its thousands of strokes have no role.
                + "axe.run({include: document, exclude: ['svg g']}, {resultTypes: ['violations'], runOnly: {type: 'tag', values:"
                + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}}).then("
                + "r => done(r.violations.map(v => v.id + ': ' + v.help + ', ' + v.nodes.length"
                + " + ' times, such as ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)"
                + " + ' ' + n.any.map(a => a.message).join(' ')).join(' | '))),"
                + "e => done(['axe failed: ' + e]));");
    List<String> lines = new ArrayList<>();
    ((List<?>) found).forEach(line -> lines.add(String.valueOf(line)));
    return lines;
  }

  @ParameterizedTest
  @CsvSource({"1280", "390"})
  void nothingIsWiderThanTheScreen(int width) {
    show("light", width);
    Object found = browser.executeScript("return document.documentElement.scrollWidth");
    assertEquals((long) width, found);
  }

  @Test
  void nothingIsFetched() {
    Object fetched =
        browser.executeScript(
            "return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(n => !n.startsWith('data:'))");
    assertEquals(List.of(), fetched);
    Object named =
        browser.executeScript(
            "return [...document.querySelectorAll('[src], link, iframe, object')]"
                + ".map(e => e.src || e.outerHTML).filter(s => !s.startsWith('data:'))");
    assertEquals(List.of(), named);
  }

  @Test
  void theKeyboardReachesEverything() {
    show("light", 1280);
    browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = false)");
    browser.executeScript("document.activeElement.blur(); window.scrollTo(0, 0)");
    Set<String> reached = new TreeSet<>();
    for (int i = 0; i < 120; i++) {
      browser.switchTo().activeElement().sendKeys(Keys.TAB);
      reached.add(
          (String)
              browser.executeScript(
                  "const e = document.activeElement;"
                      + " return e.tagName + (e.className ? '.' + e.className.split(' ')[0] : '')"));
    }
    assertTrue(
        reached.containsAll(Set.of("BUTTON.sort", "DIV.scroll", "SUMMARY", "A")),
        reached.toString());
  }

  @Test
  void tablesSortByValueWithTheKeyboard() {
    show("light", 1280);
    WebElement table = browser.findElement(By.cssSelector("#embedded-resnet18-pytorch table"));
    WebElement head = table.findElement(By.cssSelector("thead th:nth-child(2)"));
    WebElement button = head.findElement(By.tagName("button"));
    button.sendKeys(Keys.ENTER);
    assertEquals("ascending", head.getDomAttribute("aria-sort"));
    List<Double> up = column(table, 2);
    assertEquals(up.stream().sorted().toList(), up);
    button.sendKeys(Keys.SPACE);
    assertEquals("descending", head.getDomAttribute("aria-sort"));
    List<Double> down = column(table, 2);
    assertEquals(down.stream().sorted().toList(), up);
    assertTrue(down.size() > 3 && down.get(0) > down.get(down.size() - 1), down.toString());
  }

  @Test
  void theSummarySortsInsideItsParts() {
    show("light", 1280);
    WebElement table = browser.findElement(By.cssSelector("#summary table"));
    table
        .findElement(By.cssSelector("thead tr:last-child th:nth-child(6) button"))
        .sendKeys(Keys.ENTER);
    assertEquals(
        List.of(true, true),
        browser.executeScript(
            "return [...document.querySelectorAll('#summary tbody')]"
                + ".map(b => b.rows[0].classList.contains('part'))"));
  }

  private static List<Double> column(WebElement table, int column) {
    return table.findElements(By.cssSelector("tbody tr > :nth-child(" + column + ")")).stream()
        .map(cell -> Double.valueOf(cell.getText().split("[\\s\u00a0]", 2)[0]))
        .toList();
  }
}
