package org.dsd4j.datasets.classfolder;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled picture files, in the order of their indices. A file takes 12 bytes here in addition to
 * its name, which stays in the {@link FolderTree} that it comes from. Immutable.
 */
public final class PictureList {

  private final Path root;
  private final List<Path> folders;
  private final List<List<String>> names;
  private final int[] folderOf;
  private final int[] placeOf;
  private final int[] labels;

  private PictureList(Builder builder) {
    root = builder.root;
    folders = List.copyOf(builder.folders);
    names = List.copyOf(builder.names);
    folderOf = Arrays.copyOf(builder.folderOf, builder.size);
    placeOf = Arrays.copyOf(builder.placeOf, builder.size);
    labels = Arrays.copyOf(builder.labels, builder.size);
  }

  /**
   * Starts an empty list.
   *
   * @param root the folder of the corpus; names are relative to it
   * @return to be filled
   */
  public static Builder builder(Path root) {
    return new Builder(root);
  }

  /**
   * Number of files.
   *
   * @return at least 0
   */
  public int size() {
    return labels.length;
  }

  /**
   * Class of a file.
   *
   * @param index 0 to {@link #size()} - 1
   * @return its label
   */
  public int label(int index) {
    return labels[index];
  }

  /**
   * The path of a file.
   *
   * @param index 0 to {@link #size()} - 1
   * @return its path
   */
  public Path file(int index) {
    return folders.get(folderOf[index]).resolve(names.get(folderOf[index]).get(placeOf[index]));
  }

  /**
   * The file below the folder of the corpus.
   *
   * @param index 0 to {@link #size()} - 1
   * @return a relative path, with slashes on every system
   */
  public String name(int index) {
    return root.relativize(file(index)).toString().replace(File.separatorChar, '/');
  }

  /** Collects files folder by folder. */
  public static final class Builder {
    private final Path root;
    private final List<Path> folders = new ArrayList<>();
    private final List<List<String>> names = new ArrayList<>();
    private int[] folderOf = new int[64];
    private int[] placeOf = new int[64];
    private int[] labels = new int[64];
    private int size;

    private Builder(Path root) {
      this.root = root;
    }

    /**
     * Starts the next folder.
     *
     * @param folder that holds its files
     * @param files all of its names; kept, not copied
     * @return this
     */
    public Builder folder(Path folder, List<String> files) {
      folders.add(folder);
      names.add(files);
      return this;
    }

    /**
     * Adds a file of the folder that was started last.
     *
     * @param place of its name among the files of the folder
     * @param label its class
     * @return this
     */
    public Builder add(int place, int label) {
      if (size == labels.length) {
        folderOf = Arrays.copyOf(folderOf, 2 * size);
        placeOf = Arrays.copyOf(placeOf, 2 * size);
        labels = Arrays.copyOf(labels, 2 * size);
      }
      folderOf[size] = folders.size() - 1;
      placeOf[size] = place;
      labels[size] = label;
      size++;
      return this;
    }

    /**
     * Ends the list.
     *
     * @return all files so far
     */
    public PictureList build() {
      return new PictureList(this);
    }
  }
}
