package org.dsd4j.datasets.flickr8k;

import static org.dsd4j.datasets.TestFiles.write;
import static org.dsd4j.datasets.picture.PictureFixtures.flat;
import static org.dsd4j.datasets.picture.PictureFixtures.jpeg;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes four pictures in the layouts of Flickr-8K: a and b to learn from, c, and d. */
final class TinyFlickr {

  static final String TOKENS =
      """
      a.jpg#0\tA red picture .
      a.jpg#1\tNothing but red , really .
      b.jpg#0\tA green picture .
      c.jpg#0\tA blue one !
      d.jpg#0\tIt's black .
      unlisted.jpg#0\tNobody asks for this .
      """;

  private final Map<String, byte[]> files = new TreeMap<>();

  private TinyFlickr() {}

  /** Texts and photographs in the given folders; an empty one is the corpus folder itself. */
  static TinyFlickr official(String texts, String pictures) {
    TinyFlickr tiny = new TinyFlickr();
    String slash = texts.isEmpty() ? "" : texts + "/";
    tiny.text(slash + "Flickr8k.token.txt", TOKENS);
    tiny.text(slash + "Flickr_8k.trainImages.txt", "a.jpg\nb.jpg\n");
    tiny.text(slash + "Flickr_8k.devImages.txt", "c.jpg\n");
    tiny.text(slash + "Flickr_8k.testImages.txt", "d.jpg\n");
    return tiny.pictures(pictures);
  }

  /** NeuralTalk's file under the given name. */
  static TinyFlickr neuralTalk(String name) {
    return new TinyFlickr()
        .text(
            name,
            """
            {"images": [
              {"sentids": [0, 1], "imgid": 0, "sentences": [
                {"tokens": ["a", "red", "picture"], "raw": "A red picture.", "imgid": 0, "sentid": 0},
                {"tokens": ["nothing", "but", "Red"], "raw": "x", "imgid": 0, "sentid": 1}],
                "split": "train", "filename": "a.jpg"},
              {"sentids": [2], "imgid": 2, "sentences": [
                {"tokens": ["a", "green", "picture"], "raw": "x", "imgid": 2, "sentid": 2}],
                "split": "restval", "filename": "b.jpg"},
              {"sentids": [3], "imgid": 1, "sentences": [
                {"tokens": ["a", "blue", "one"], "raw": "x", "imgid": 1, "sentid": 3}],
                "split": "val", "filename": "c.jpg"},
              {"sentids": [4], "filename": "d.jpg", "split": "test", "imgid": 3, "sentences": [
                {"raw": "x", "sentid": 4, "tokens": ["its", "black"], "imgid": 3}]}],
             "dataset": "flickr8k"}
            """);
  }

  TinyFlickr pictures(String folder) {
    file(folder + "/a.jpg", jpeg(flat(8, 6, 0xff0000)));
    file(folder + "/b.jpg", jpeg(flat(6, 8, 0x00ff00)));
    file(folder + "/c.jpg", jpeg(flat(8, 8, 0x0000ff)));
    return file(folder + "/d.jpg", jpeg(flat(8, 8, 0)));
  }

  TinyFlickr text(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TinyFlickr file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  TinyFlickr without(String name) {
    if (files.remove(name) == null) {
      throw new IllegalArgumentException("no " + name + " among " + files.keySet());
    }
    return this;
  }

  Path in(Path dir) {
    files.forEach((name, content) -> write(dir.resolve(name), content));
    return dir;
  }
}
