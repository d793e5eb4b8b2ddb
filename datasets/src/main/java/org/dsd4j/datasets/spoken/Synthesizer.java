package org.dsd4j.datasets.spoken;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import org.dsd4j.datasets.audio.Resampler;
import org.dsd4j.datasets.speech.Utterances;

/** FreeTTS's 16 kHz voice, made to sound like many speakers. Not safe for several threads. */
final class Synthesizer implements AutoCloseable {

  private static final int WIDE_BAND = 1; // The directory's first voice has 8 kHz.

  private final Voice voice = new KevinVoiceDirectory().getVoices()[WIDE_BAND];
  private final CapturingAudioPlayer audio = new CapturingAudioPlayer();

  Synthesizer() {
    voice.setAudioPlayer(audio);
    voice.allocate();
  }

  /**
   * Speaks. A shorter vocal tract raises all formants: the sound is made lower and longer first and
   * then played faster, which leaves pitch and tempo as wanted.
   *
   * @return dry samples in [-1, 1], 16,000 a second
   */
  float[] speak(String sentence, Person person) {
    float warp = (float) person.formants();
    voice.setPitch((float) person.pitch() / warp);
    voice.setPitchRange((float) person.range() / warp);
    voice.setRate((float) person.rate() / warp);
    audio.clear();
    if (!voice.speak(sentence)) {
      throw new IllegalStateException("FreeTTS did not speak \"" + sentence + "\"");
    }
    if (audio.rate() != Utterances.RATE) {
      throw new IllegalStateException("FreeTTS spoke at " + audio.rate() + " Hz");
    }
    return Resampler.atSpeed(audio.samples(), person.formants());
  }

  @Override
  public void close() {
    voice.deallocate();
  }
}
