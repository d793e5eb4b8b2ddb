package org.dsd4j.datasets.flickr8k;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.classfolder.FolderTree;

/**
 * The folder of the photographs, listed once: an access to each of 8,000 files takes long on a
 * network drive.
 *
 * @param folder that holds them
 * @param names of the picture files in it, and in folders below it as COCO has them: {@code
 *     val2014/a.jpg}
 */
record PictureFolder(Path folder, Set<String> names) {

  /** Folders below that of the corpus, as Kaggle has it, and with the typo of the archive. */
  static final List<String> NAMES =
      List.of("images", "Images", "Flicker8k_Dataset", "Flickr8k_Dataset");

  static Optional<Path> find(Path corpus) {
    return NAMES.stream().map(corpus::resolve).filter(Files::isDirectory).findFirst();
  }

  static PictureFolder list(Path folder, DataProblems problems) {
    Set<String> names = new HashSet<>();
    FolderTree.picturesBelow(folder, problems)
        .forEach((below, pictures) -> pictures.forEach(name -> names.add(below + name)));
    return new PictureFolder(folder, names);
  }
}
