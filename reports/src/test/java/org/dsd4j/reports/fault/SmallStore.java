package org.dsd4j.reports.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;

/** Small stores of finished runs that together have every kind of record. */
public enum SmallStore {
  IMAGES("an image row") {
    @Override
    public void write(Path runs) throws IOException {
      SyntheticStore records = new SyntheticStore(runs);
      for (int seed = 1; seed <= 2; seed++) {
        double[] top1 = {26.0 + seed, 25.5 + seed, 24.0 + seed};
        records.row("resnet18", seed, top1);
        List<String> arms = List.of("baseline", "sparse", "dsd");
        for (int i = 0; i < arms.size(); i++) {
          records.said(Specs.of(arms.get(i), seed), top1[i]);
        }
        records.sensitivity(
            Sensitivities.spec(
                "resnet18", seed, Specs.of("baseline", seed).id(), 50, List.of("fc/weight")),
            26.0 + seed,
            99);
      }
      records.samples("embedded", "resnet18");
    }
  },
  CAPTIONS("a caption row") {
    @Override
    public void write(Path runs) throws IOException {
      Captions captions = new Captions(new SyntheticStore(runs));
      captions.seed(1, 0.30, 0.26, 0.18);
      captions.seed(2, 0.31, 0.27, 0.19);
      captions.pictures(0, 1, 2);
    }
  },
  SPEECH("a speech row") {
    @Override
    public void write(Path runs) throws IOException {
      Speech speech = new Speech(new SyntheticStore(runs), "deepspeech", List.of(""));
      speech.seed(1, Map.of("baseline", 0.5, "sparse", 0.42, "dsd", 0.38));
      speech.seed(2, Map.of("baseline", 0.51, "sparse", 0.43, "dsd", 0.37));
      speech.pictures(0, 1, 2);
    }
  };

  private final String words;

  SmallStore(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * Writes the store.
   *
   * @param runs its folder; what is there already stays
   */
  public abstract void write(Path runs) throws IOException;
}
