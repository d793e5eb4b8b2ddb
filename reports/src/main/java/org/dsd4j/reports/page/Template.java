package org.dsd4j.reports.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * The one way in which a page is filled: what is not there is an error, and no text of a record
 * becomes markup. Pages share {@code style.css} and {@code macros.peb}.
 */
public final class Template {
  private static final String FOLDER = "org/dsd4j/reports/page/";

  private Template() {}

  /**
   * Fills a template.
   *
   * @param name its file beside this class, such as {@code page.html.peb}
   * @param values what it shows, by name
   * @return the page
   */
  public static String fill(String name, Map<String, Object> values) {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(Template.class.getClassLoader()))
            .strictVariables(true)
            .autoEscaping(true)
            .defaultLocale(Locale.ROOT)
            .cacheActive(false)
            .build();
    StringWriter writer = new StringWriter();
    try {
      engine.getTemplate(FOLDER + name).evaluate(writer, values, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("the template " + name + " cannot be filled", e);
    }
    return writer.toString();
  }
}
