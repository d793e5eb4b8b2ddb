package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caption row through the command: a short run, and the captions of its model. */
class CaptionTest {
  @Test
  @Tag("slow")
  void aFinishedRunCaptionsPicturesOfTheUser(@TempDir Path dir) throws IOException {
    String runs = dir.resolve("runs").toString();
    Said ran =
        dsd(
            "run",
            "neuraltalk",
            "--seeds",
            "1",
            "--epochs-factor",
            "0.02",
            "--arms",
            "dsd",
            "--threads",
            "1",
            "--out",
            runs);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("BLEU-4"), ran.out());
    Path row = dir.resolve("runs/embedded/neuraltalk");
    Path arm = row.resolve("PyTorch/1/dsd");
    assertTrue(Files.readString(arm.resolve("result.json")).contains("best constant caption"));
    Path picture = row.resolve("examples/0.png");
    String first = Files.readAllLines(arm.resolve("sentences.jsonl")).get(0);
    String hypothesis = first.replaceAll(".*\"hypothesis\":\"([^\"]*)\".*", "$1");

    Said said = dsd("caption", "--run", arm.toString(), picture.toString());
    assertEquals(0, said.code(), said.err());
    assertEquals(picture + ": " + hypothesis, said.out().strip(), "as in the test of the run");

    Path text = Files.writeString(dir.resolve("note.txt"), "no picture");
    Said mixed =
        dsd("caption", "--run", arm.toString(), "--beam", "3", text.toString(), picture.toString());
    assertEquals(3, mixed.code());
    assertTrue(mixed.err().contains("note.txt"), mixed.err());
    assertTrue(mixed.out().contains("0.png: "), "the others are captioned: " + mixed.out());
  }

  @Test
  void refusesWhatItCannotUse(@TempDir Path dir) {
    String none = dir.toString();
    assertRefused(2, "captioner.json", "caption", "--run", none, "x.png");
    assertRefused(2, "--beam must be at least 1", "caption", "--run", none, "--beam", "0", "x.png");
    assertRefused(2, "leave out --data", "run", "neuraltalk", "--data", none);
    assertRefused(2, "needs --data", "run", "neuraltalk", "--scale", "workstation");
    assertRefused(3, "Flickr8k.token.txt", "run", "neuraltalk", "--scale", "paper", "--data", none);
    assertRefused(2, "no use for --pictures", "run", "resnet18", "--pictures", none);
    assertRefused(2, "--beam must be", "run", "neuraltalk", "--beam", "-1");
  }

  /** What would be no number at the end is refused at the start. */
  @Test
  void splitsWithoutExamplesAreRefused(@TempDir Path dir) throws IOException {
    String image =
        "{\"filename\":\"%s.jpg\",\"imgid\":%d,\"split\":\"%s\",\"sentences\":[{\"tokens\":[\"a\"]}]}";
    Files.writeString(
        dir.resolve("dataset.json"),
        "{\"images\":[%s,%s]}"
            .formatted(image.formatted("a", 0, "train"), image.formatted("b", 1, "test")));
    assertRefused(
        3,
        "but the data have 1, 0 and 1",
        "run",
        "neuraltalk",
        "--scale",
        "paper",
        "--data",
        dir.toString(),
        "--init",
        dir.resolve("vgg16.safetensors").toString());
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (String folder : List.of("train/cat", "train/dog", "test/cat", "test/dog")) {
      Path made = Files.createDirectories(dir.resolve("pictures").resolve(folder));
      ImageIO.write(picture, "png", made.resolve("1.png").toFile());
    }
    assertRefused(
        3,
        "but the data have 2, 0 and 2",
        "run",
        "resnet18",
        "--scale",
        "workstation",
        "--data",
        dir.resolve("pictures").toString());
  }

  @Test
  @Tag("slow")
  void aDryRunOpensTheWeightsOfTheImageNetwork(@TempDir Path dir) throws IOException {
    StringBuilder captions = new StringBuilder();
    Path images = Files.createDirectory(dir.resolve("images"));
    for (String split : List.of("train", "dev", "test")) {
      String name = split + ".png";
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", images.resolve(name).toFile());
      Files.writeString(dir.resolve("Flickr_8k." + split + "Images.txt"), name + "\n");
      for (int i = 0; i < 5; i++) {
        captions.append(name + "#" + i + "\ta dog runs\n");
      }
    }
    Files.writeString(dir.resolve("Flickr8k.token.txt"), captions);
    Path weights = Files.writeString(dir.resolve("vgg16.safetensors"), "no weights");
    assertRefused(
        3,
        "vgg16.safetensors is not a whole safetensors file",
        "run",
        "neuraltalk",
        "--scale",
        "paper",
        "--data",
        dir.toString(),
        "--init",
        weights.toString(),
        "--dry-run",
        "--out",
        dir.resolve("runs").toString());
  }
}
