package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Setting.Effect;

/** The settings that say what a row is asked for, read through {@link Request}. */
public final class RowSettings {
  /** The scale. */
  public static final Setting<Scale> SCALE =
      Setting.choice("--scale", "SCALE", Effect.RESULT, Scale.EMBEDDED, Scale::id)
          .described("embedded (default), workstation or paper.")
          .saidAlways();

  /** The folder with the data, none for generated data. */
  public static final Setting<Optional<Path>> DATA =
      Setting.path("--data", "DIR", Effect.RESULT)
          .described("The folder with the real data, for workstation and paper.");

  /** What every budget of the plan is multiplied with, greater than 0. */
  public static final Setting<Double> EPOCHS_FACTOR =
      Setting.of("--epochs-factor", "F", Effect.RESULT, 1.0, Setting::readDouble, String::valueOf)
          .where(
              factor -> factor > 0 && factor < Double.POSITIVE_INFINITY,
              factor -> "must be greater than 0 but was " + factor + "; 0.5 halves")
          .described("Multiplies every budget of the plan; 0.5 halves it.");

  /** The width of the network in the units of the row, at least 1; none for the scale's own. */
  public static final Setting<Optional<Integer>> WIDTH =
      Setting.optional("--width", "N", Effect.RESULT, Setting::readInt, String::valueOf)
          .where(
              width -> width.isEmpty() || width.get() >= 1,
              width -> "must be at least 1 but was " + width.get())
          .described("Channels of the first stage; by default what suits the scale.");

  /** A file with the weights of a network that is trained already. */
  public static final Setting<Optional<Path>> INIT =
      Setting.path("--init", "FILE", Effect.RESULT)
          .described(
              "Weights of a published network, which take the place of the dense phase,"
                  + " or make the image features of neuraltalk (VGG-16): safetensors with"
                  + " torchvision's names or ours, or a .params file of DJL.");

  /** A folder with classes of pictures, from which a row may train the network it looks through. */
  public static final Setting<Optional<Path>> PICTURES =
      Setting.path("--pictures", "DIR", Effect.RESULT)
          .described(
              "neuraltalk at workstation: pictures in folders {train,test}/<class>,"
                  + " on which the frozen image network is trained.");

  /** The beginnings that a decoder of sentences keeps, at least 1; 1 is greedy. */
  public static final Setting<Integer> BEAM =
      Setting.of("--beam", "K", Effect.RESULT, 1, Setting::readInt, String::valueOf)
          .where(beam -> beam >= 1, beam -> "must be at least 1 but was " + beam + "; 1 is greedy")
          .described(
              "Beginnings that the decoder of a sentence keeps; 1, the paper's, by default.");

  /** An ARPA file with a language model for a decoder of speech. */
  public static final Setting<Optional<Path>> LANGUAGE_MODEL =
      Setting.path("--lm", "FILE", Effect.RESULT)
          .described(
              "A language model in ARPA format, for the speech rows with --beam above 1;"
                  + " none, as in the paper, by default.");

  /** What the row's network computes in. */
  public static final Setting<Precision> PRECISION =
      Setting.choice("--precision", "NAME", Effect.RESULT, Precision.SINGLE, Precision::id)
          .described(
              "What the network computes in: single (default) or double, which is slow, and"
                  + " tells rounding from real differences between engines.")
          .recordedAs("precision", "not said; single is what its frameworks train in");

  /** A folder for what takes long to make and is the same for every run. */
  public static final Setting<Optional<Path>> CACHE =
      Setting.path("--cache", "DIR", Effect.CALL)
          .described(
              "Where synthesised speech and computed features are kept; OUT/cache by default.");

  /** All of them, in the order in which a command names them. */
  public static final List<Setting<?>> ALL =
      List.of(
          SCALE,
          DATA,
          EPOCHS_FACTOR,
          WIDTH,
          INIT,
          PICTURES,
          BEAM,
          LANGUAGE_MODEL,
          PRECISION,
          CACHE);

  private RowSettings() {}
}
