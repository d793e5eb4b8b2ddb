package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Scale;
import picocli.CommandLine.Option;

/** The options that say at which scale and on what data. */
final class DataOptions {
  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "embedded",
      description = "embedded (default), workstation or paper.")
  private Scale scale;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder with the real data, for workstation and paper.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--epochs-factor",
      paramLabel = "F",
      defaultValue = "1",
      description = "Multiplies every budget of the plan; 0.5 halves it.")
  private double epochsFactor;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Channels of the first stage; by default what suits the scale.")
  private Optional<Integer> width = Optional.empty();

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = {
        "Weights of a published network, which take the place of the dense phase,",
        "or make the image features of neuraltalk (VGG-16): safetensors with",
        "torchvision's names or ours, or a .params file of DJL."
      })
  private Optional<Path> init = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = {
        "neuraltalk at workstation: pictures in folders {train,test}/<class>,",
        "on which the frozen image network is trained."
      })
  private Optional<Path> pictures = Optional.empty();

  @Option(
      names = "--beam",
      paramLabel = "K",
      defaultValue = "1",
      description = "Beginnings that the decoder of a sentence keeps; 1, the paper's, by default.")
  private int beam;

  @Option(
      names = "--lm",
      paramLabel = "FILE",
      description = {
        "A language model in ARPA format, for the speech rows with --beam above 1;",
        "none, as in the paper, by default."
      })
  private Optional<Path> languageModel = Optional.empty();

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "single",
      description = {
        "What the network computes in: single (default) or double, which is slow, and",
        "tells rounding from real differences between engines."
      })
  private Precision precision;

  /** What is asked of a row, with the cache in the store of runs. */
  Request request(Path out) {
    return request().withCache(new StoreLayout(out).cache().path());
  }

  Request request() {
    // An empty value counts as none, so that a build can pass on a property that is not set.
    return new Request(
        scale,
        data.filter(d -> !d.isBlank()).map(Path::of),
        epochsFactor,
        width.map(OptionalInt::of).orElse(OptionalInt.empty()),
        init,
        pictures,
        beam,
        languageModel,
        Request.of(scale).cache(),
        precision);
  }
}
