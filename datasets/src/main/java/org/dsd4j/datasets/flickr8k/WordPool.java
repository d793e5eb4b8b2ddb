package org.dsd4j.datasets.flickr8k;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One String for each distinct word: half a million of Flickr-8K's are of 9,000 kinds. */
final class WordPool {

  private final Map<String, String> known = new HashMap<>();

  String of(String word) {
    String before = known.putIfAbsent(word, word);
    return before == null ? word : before;
  }

  List<String> of(List<String> words) {
    return words.stream().map(this::of).toList();
  }
}
