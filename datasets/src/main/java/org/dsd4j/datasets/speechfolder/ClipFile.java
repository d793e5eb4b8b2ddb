package org.dsd4j.datasets.speechfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.speech.SoundPath;

/** The files of Common Voice, which are MP3 as distributed. */
final class ClipFile {

  private static final String CLIPS = "clips";
  private static final List<String> READ = List.of(".wav", ".flac");

  private ClipFile() {}

  /** The name without its ending, and without folders. */
  static String id(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int ending = name.lastIndexOf('.');
    return ending > 0 ? name.substring(0, ending) : name;
  }

  /**
   * A conversion of the file, or else the file itself, in {@code clips} or in the folder; or where
   * it should be.
   */
  static Path in(Path folder, String path) {
    Path clips = folder.resolve(CLIPS);
    List<Path> places = Files.isDirectory(clips) ? List.of(clips, folder) : List.of(folder);
    String stem = path.substring(0, path.lastIndexOf('/') + 1) + id(path);
    for (Path place : places) {
      for (String ending : READ) {
        Path converted = SoundPath.in(place, stem + ending);
        if (Files.isRegularFile(converted)) {
          return converted;
        }
      }
      Path given = SoundPath.in(place, path);
      if (Files.isRegularFile(given)) {
        return given;
      }
    }
    return SoundPath.in(places.get(0), path);
  }
}
