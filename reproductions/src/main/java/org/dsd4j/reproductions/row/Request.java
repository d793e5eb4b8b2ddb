package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Settings;

/**
 * What is asked of a row: the values of {@link RowSettings}, by name.
 *
 * @param settings the values; other settings among them are not read
 */
public record Request(Settings settings) {
  /**
   * Returns a request without anything beyond the scale.
   *
   * @param scale the scale
   * @return the request, never null
   */
  public static Request of(Scale scale) {
    return new Request(Settings.of(RowSettings.ALL)).with(RowSettings.SCALE, scale);
  }

  /**
   * Returns the same request with another value.
   *
   * @param <T> its type
   * @param setting one of {@link RowSettings}
   * @param value in its range
   * @return a copy
   * @throws IllegalArgumentException when the value is out of range
   */
  public <T> Request with(Setting<T> setting, T value) {
    return new Request(settings.with(setting, value));
  }

  /**
   * Returns the scale.
   *
   * @return the scale
   */
  public Scale scale() {
    return settings.get(RowSettings.SCALE);
  }

  /**
   * Returns the folder with the data.
   *
   * @return empty for generated data
   */
  public Optional<Path> data() {
    return settings.get(RowSettings.DATA);
  }

  /**
   * Returns what every budget of the plan is multiplied with.
   *
   * @return a finite number greater than 0
   */
  public double epochsFactor() {
    return settings.get(RowSettings.EPOCHS_FACTOR);
  }

  /**
   * Returns the width of the network in the units of the row.
   *
   * @return at least 1; empty for the scale's own
   */
  public OptionalInt width() {
    return settings.get(RowSettings.WIDTH).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * Returns a file with the weights of a network that is trained already: of the row's own network,
   * where it takes the place of the dense phase, or of the frozen network that a row looks through.
   *
   * @return empty for none
   */
  public Optional<Path> init() {
    return settings.get(RowSettings.INIT);
  }

  /**
   * Returns a folder with classes of pictures, from which a row may train the network that it looks
   * through.
   *
   * @return empty for none
   */
  public Optional<Path> pictures() {
    return settings.get(RowSettings.PICTURES);
  }

  /**
   * Returns the beginnings that a decoder of sentences keeps.
   *
   * @return at least 1; 1 is greedy
   */
  public int beam() {
    return settings.get(RowSettings.BEAM);
  }

  /**
   * Returns an ARPA file with a language model for a decoder of speech.
   *
   * @return empty for none
   */
  public Optional<Path> languageModel() {
    return settings.get(RowSettings.LANGUAGE_MODEL);
  }

  /**
   * Returns a folder for what takes long to make and is the same for every run, such as synthesised
   * speech.
   *
   * @return the folder, which may not exist yet
   */
  public Path cache() {
    return settings
        .get(RowSettings.CACHE)
        .orElseGet(() -> new StoreLayout(Path.of(StoreLayout.USUAL)).cache().path());
  }

  /**
   * Returns what the row's network computes in; a frozen network that it looks through computes in
   * single precision in any case.
   *
   * @return the precision
   */
  public Precision precision() {
    return settings.get(RowSettings.PRECISION);
  }

  /**
   * Says why epochs differ from the paper's, where the user asked for it.
   *
   * @param otherwise why they differ anyway; empty when they do not
   * @return the reason, empty when nobody asked for other epochs
   */
  public Optional<String> whyEpochs(Optional<String> otherwise) {
    return epochsFactor() == 1
        ? Optional.empty()
        : Optional.of(
            "asked for with --epochs-factor "
                + PlanWords.decimal(epochsFactor())
                + otherwise.map(reason -> "; " + reason).orElse(""));
  }
}
