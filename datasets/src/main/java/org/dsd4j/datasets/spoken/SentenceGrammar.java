package org.dsd4j.datasets.spoken;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.drawing.SeededRandom;

/**
 * A small grammar of English: sentences with gaps, and the words that fill each kind of gap. Both
 * lists run from what a small vocabulary keeps to what only a large one has.
 */
final class SentenceGrammar {

  private static final String SENTENCES =
      """
      call <name> at <digit>
      go to the <place>
      <name> wants <food> and <food>
      the <thing> is <colour>
      where is the <thing>
      meet <name> at the <place>
      room <digit> <digit> <digit>
      open the <thing>
      is <name> at the <place>
      bring <name> the <colour> <thing>
      turn <switch> the <device>
      wake me on <day>
      the <animal> is <size>
      put the <thing> under the <furniture>
      <name> lives in <city>
      set the <device> to <number>
      play some <music> music
      the <size> <animal> runs <manner>
      we leave on <day> at <digit>
      take the <vehicle> to <city>
      my <relative> likes <food>
      <month> <number> at <digit>
      it is <weather> in <city>
      add <food> to the list
      <relative> and <relative> are <mood>
      did <name> see the <colour> <animal>
      send my <relative> a <message>
      <name> <verb> the <thing> <manner>
      how <weather> was <month>
      close the <thing> before <day>
      """;

  private static final String WORDS =
      """
      name: anna peter maria david julia robert linda thomas emma victor susan daniel nora oliver \
      helen martin laura simon alice frank grace henry ruth paul
      digit: one three five nine seven six two eight four zero
      place: station garden office market school river museum hotel airport library kitchen church \
      harbor theater bridge hospital factory village
      food: apples bread coffee cheese rice onions butter chicken oranges soup sugar tomatoes \
      potatoes noodles salmon honey
      thing: box window letter bottle door key camera basket blanket hammer jacket ladder mirror \
      pencil ticket umbrella wallet candle envelope suitcase parcel
      colour: green blue red yellow white black purple orange brown silver
      switch: on off up down
      device: radio lamp heater oven clock printer speaker fan monitor television
      day: monday friday sunday tuesday thursday saturday wednesday
      animal: horse dog cat rabbit tiger monkey elephant spider turtle penguin camel dolphin
      size: small big young old heavy tiny enormous hungry
      furniture: table chair sofa desk shelf carpet cupboard
      city: london paris berlin madrid boston chicago denver vienna dublin moscow tokyo lisbon \
      houston geneva
      number: twenty ten fifty thirteen thirty eleven seventeen forty twelve sixty ninety fifteen \
      seventy eighty nineteen
      music: jazz piano loud quiet classical country
      manner: slowly again quickly today often quietly tomorrow carefully
      vehicle: train bus ferry taxi bicycle tram
      relative: brother mother sister father uncle cousin daughter neighbor
      month: march july october april december january august november may september june
      weather: cold sunny windy rainy warm foggy cloudy
      mood: happy tired busy angry afraid nervous
      message: picture postcard message present map photograph
      verb: finds cleans breaks repairs opens carries paints hides
      """;

  private static final Pattern GAP = Pattern.compile("<(\\w+)>");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int STEPS = 200;
  private static final int LEAST_CHOICE = 3;
  private static final int LEAST_SENTENCES = 3;

  private final List<String> sentences;
  private final Map<String, List<String>> words;

  private SentenceGrammar(List<String> sentences, Map<String, List<String>> words) {
    this.sentences = sentences;
    this.words = words;
  }

  /**
   * As much of the grammar as a vocabulary and a length allow.
   *
   * @throws IllegalArgumentException if not even the smallest part fits
   */
  static SentenceGrammar of(int vocabulary, int shortest, int longest) {
    List<String> fitting =
        SENTENCES
            .lines()
            .filter(line -> length(line) >= shortest && length(line) <= longest)
            .toList();
    SentenceGrammar largest = null;
    for (int step = 1; step <= STEPS; step++) {
      SentenceGrammar next = part(fitting, (double) step / STEPS);
      if (next.vocabulary().size() > vocabulary) {
        break;
      }
      largest = next;
    }
    if (fitting.isEmpty() || largest == null) {
      throw new IllegalArgumentException(
          "no grammar of %d to %d words a sentence has a vocabulary of %d; allow 3 to 6 and at least 40"
              .formatted(shortest, longest, vocabulary));
    }
    return largest;
  }

  private static SentenceGrammar part(List<String> sentences, double share) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    WORDS
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              List<String> all = split(line.substring(colon + 1));
              int kept = Math.max(LEAST_CHOICE, (int) Math.ceil(share * all.size()));
              words.put(line.substring(0, colon), all.subList(0, kept));
            });
    int kept = Math.max(LEAST_SENTENCES, (int) Math.ceil(share * sentences.size()));
    return new SentenceGrammar(sentences.subList(0, Math.min(kept, sentences.size())), words);
  }

  /** A random sentence: a pattern whose gaps are filled. */
  String draw(SeededRandom random) {
    return GAP.matcher(random.oneOf(sentences))
        .replaceAll(gap -> random.oneOf(words.get(gap.group(1))));
  }

  /** All words that a sentence can have, sorted. */
  Set<String> vocabulary() {
    Set<String> all = new TreeSet<>();
    for (String sentence : sentences) {
      for (String word : split(sentence)) {
        Matcher gap = GAP.matcher(word);
        all.addAll(gap.matches() ? words.get(gap.group(1)) : List.of(word));
      }
    }
    return all;
  }

  private static int length(String sentence) {
    return split(sentence).size();
  }

  private static List<String> split(String text) {
    return new ArrayList<>(Arrays.asList(SPACE.split(text.strip())));
  }
}
