package org.dsd4j.datasets.wsj;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.speech.SoundPath;

/**
 * The folders that hold {@code wsj0} or {@code wsj1}: the given one, where the discs were copied
 * over each other, or one for each disc, up to three levels below.
 *
 * @param roots sorted; empty if there is none
 */
record Discs(List<Path> roots) {

  private static final int DEPTH = 3;
  private static final List<String> PARTS = List.of("wsj0", "wsj1");
  private static final List<String> EXTENSIONS = List.of(".wav", ".flac", ".wv1");

  Discs {
    roots = List.copyOf(roots);
  }

  static Discs in(Path folder) {
    List<Path> roots = new ArrayList<>();
    look(folder, DEPTH, roots);
    return new Discs(roots);
  }

  private static void look(Path folder, int depth, List<Path> roots) {
    if (PARTS.stream().anyMatch(part -> Files.isDirectory(folder.resolve(part)))) {
      roots.add(folder);
    } else if (depth > 0) {
      try (Stream<Path> inside = Files.list(folder)) {
        inside.filter(Files::isDirectory).sorted().forEach(below -> look(below, depth - 1, roots));
      } catch (IOException failure) {
        throw DataException.unlistable(folder, failure);
      }
    }
  }

  /** The first file of a path such as {@code wsj0/doc/...} on any disc. */
  Optional<Path> find(String path) {
    return roots.stream().map(root -> root.resolve(path)).filter(Files::isRegularFile).findFirst();
  }

  /**
   * The sound of a line of an index, such as {@code 11_13_1:wsj0/si_et_20/440/440c0201.wv1}, or its
   * conversion beside it. Some lines name the wrong disc, so all discs are searched, the named one
   * first.
   *
   * @return the file, or where the disc should have it
   */
  Path sound(String line) {
    String stem = stem(path(line));
    String disc = digits(line.substring(0, Math.max(0, line.indexOf(':'))));
    List<Path> likelyFirst = new ArrayList<>(roots);
    likelyFirst.sort(comparing(root -> !digits(root.getFileName().toString()).equals(disc)));
    for (Path root : likelyFirst) {
      for (String extension : EXTENSIONS) {
        Path file = SoundPath.in(root, stem + extension);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return likelyFirst.get(0).resolve(path(line));
  }

  /** Discs are written 11-13.1 and 11_13_1. */
  private static String digits(String disc) {
    return disc.replaceAll("[^0-9]+", " ").strip();
  }

  /** The path of a line without its disc, always with an extension. */
  static String path(String line) {
    String path = line.substring(line.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return relative.endsWith(".wv1") ? relative : relative + ".wv1";
  }

  /** The id of the utterance of a path, such as {@code 440c0201}. */
  static String id(String path) {
    return stem(path).substring(path.lastIndexOf('/') + 1);
  }

  private static String stem(String path) {
    return path.substring(0, path.length() - ".wv1".length());
  }
}
