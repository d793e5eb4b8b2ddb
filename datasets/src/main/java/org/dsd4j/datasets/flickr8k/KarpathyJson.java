package org.dsd4j.datasets.flickr8k;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.flickr8k.KarpathyParser.Image;

/**
 * The captions that NeuralTalk reads, {@code dataset_flickr8k.json} or {@code dataset.json}: each
 * image with its file name, split, sentences in words, and {@code imgid}, the column that the image
 * has in {@code vgg_feats.mat}. Words are taken as they are in the file. COCO's file names a folder
 * for each image, {@code val2014}, below that of all. The split {@code restval}, which the file of
 * COCO has, counts as train.
 *
 * @see <a href="https://cs.stanford.edu/people/karpathy/deepimagesent/">Karpathy and Fei-Fei, Deep
 *     visual-semantic alignments, with the files</a>
 */
public final class KarpathyJson {

  private final Path file;
  private final CaptionCorpus corpus;
  private final Map<String, Integer> indices;
  private final int columns;

  private KarpathyJson(Path file, CaptionCorpus corpus, Map<String, Integer> indices) {
    this.file = file;
    this.corpus = corpus;
    this.indices = indices;
    columns = indices.values().stream().mapToInt(index -> index + 1).max().orElse(0);
  }

  /**
   * Reads the file, and looks for the photographs without decoding one.
   *
   * @param json the file
   * @param imageFolder the folder that holds the photographs; without it the corpus has captions,
   *     and its {@code pixels} throw a {@link DataException}
   * @return what it holds
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static KarpathyJson open(Path json, Optional<Path> imageFolder) {
    if (!Files.isRegularFile(json)) {
      throw new DataException(json + ": no such file; give dataset_flickr8k.json");
    }
    imageFolder.ifPresent(
        folder -> {
          if (!Files.isDirectory(folder)) {
            throw new DataException(
                folder + ": no such folder; give the one that holds the photographs");
          }
        });
    DataProblems problems = new DataProblems();
    KarpathyParser.Content content = KarpathyParser.parse(json, problems);
    Optional<PictureFolder> pictures =
        imageFolder.map(folder -> PictureFolder.list(folder, problems));
    Map<String, Integer> indices = indices(json, content.images(), pictures, problems);
    List<ListedPicture> listed =
        content.images().stream()
            .map(image -> new ListedPicture(image.nameIn(pictures), image.part(), image.captions()))
            .toList();
    CaptionCorpus corpus =
        new CaptionCorpusAssembler(json, pictures, problems).corpus(content.dataset(), listed);
    return new KarpathyJson(json, corpus, indices);
  }

  private static Map<String, Integer> indices(
      Path json, List<Image> images, Optional<PictureFolder> pictures, DataProblems problems) {
    Map<String, Integer> indices = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    ProblemSample shared = new ProblemSample();
    for (Image image : images) {
      indices.put(image.nameIn(pictures), image.index());
      String before = names.putIfAbsent(image.index(), image.name());
      if (before != null) {
        shared.add(image.index() + ": " + before + ", " + image.name());
      }
    }
    problems.addFatal(
        shared,
        "%s: images with the imgid of another: %d (%s); each needs a column of its own"
            .formatted(json, shared.count(), shared));
    return indices;
  }

  /**
   * The splits.
   *
   * @return pictures named by their files
   */
  public CaptionCorpus corpus() {
    return corpus;
  }

  /**
   * The column of a picture among its features.
   *
   * @param name of a picture of the corpus
   * @return its {@code imgid}, 0 to {@link #columns()} - 1
   * @throws IllegalArgumentException if the file lists no such picture
   */
  public int featureIndex(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException(file + " lists no picture named " + name);
    }
    return index;
  }

  /**
   * How many columns the features must have.
   *
   * @return the largest {@code imgid} and one
   */
  public int columns() {
    return columns;
  }
}
