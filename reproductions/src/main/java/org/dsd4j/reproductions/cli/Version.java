package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What this is a build of. The build says it, so that no engine has to start for an answer; {@code
 * dsd doctor} says what has started.
 */
final class Version implements IVersionProvider {
  private static final String FILE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties built = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException(FILE + " is not packed");
      }
      built.load(file);
    }
    return new String[] {
      "dsd " + built.getProperty("dsd"),
      "DJL " + built.getProperty("djl"),
      built.getProperty("engines"),
      "Java " + System.getProperty("java.runtime.version"),
    };
  }
}
