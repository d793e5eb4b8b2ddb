package org.dsd4j.datasets.classfolder;

import static org.dsd4j.datasets.TestFiles.write;
import static org.dsd4j.datasets.picture.PictureFixtures.flat;
import static org.dsd4j.datasets.picture.PictureFixtures.png;

import java.nio.file.Path;

/** Writes little corpora for the tests of this package. */
final class Folders {

  private Folders() {}

  /** Two classes with so many one-colour PNG files each in train, and two each in test. */
  static Path corpus(Path dir, int perClass) {
    for (String name : new String[] {"cat", "dog"}) {
      for (int i = 0; i < perClass; i++) {
        write(dir.resolve("train/" + name + "/" + i + ".png"), png(flat(4, 4, 10 * i)));
      }
      write(dir.resolve("test/" + name + "/a.png"), png(flat(4, 4, 1)));
      write(dir.resolve("test/" + name + "/b.PNG"), png(flat(4, 4, 2)));
    }
    return dir;
  }
}
