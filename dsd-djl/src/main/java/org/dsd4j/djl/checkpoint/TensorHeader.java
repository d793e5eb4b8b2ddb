package org.dsd4j.djl.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header of a safetensors file. It is read as a stream and not as a tree, because a tree keeps
 * the last of two equal names without a word.
 *
 * @param metadata strings by name
 * @param entries the arrays in the order of the header
 */
record TensorHeader(Map<String, String> metadata, List<Entry> entries) {
  private static final Map<String, Integer> BYTES =
      Map.of("F64", 8, "I64", 8, "F32", 4, "I32", 4, "F16", 2, "BF16", 2, "U8", 1, "BOOL", 1);

  private static final String NO_HEADER = "its header is not that of a safetensors file";

  /** Digits of a size, of which all fit into 64 bits. */
  private static final int MOST_DIGITS = 18;

  /** The position of an array, counted from the start of the data. */
  record Entry(String name, String type, List<Long> shape, long from, long to) {}

  /** What is wrong with a header, in a few words. */
  static final class MalformedHeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedHeaderException(String what) {
      super(what);
    }

    MalformedHeaderException(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /** Reads a header and checks its form; its sizes are left to {@link #requireRoom}. */
  static TensorHeader parse(byte[] header) throws MalformedHeaderException {
    try (JsonReader json =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8))) {
      json.setStrictness(Strictness.STRICT);
      return parse(json);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Nested too deep, of another type than asked for, or no JSON.
      throw new MalformedHeaderException(NO_HEADER, e);
    }
  }

  private static TensorHeader parse(JsonReader json) throws IOException, MalformedHeaderException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!names.add(name)) {
        throw new MalformedHeaderException("it has " + name + " twice");
      }
      if (name.equals(TensorFile.METADATA)) {
        readMetadata(json, metadata);
      } else {
        entries.add(entry(name, json));
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new MalformedHeaderException(NO_HEADER);
    }
    return new TensorHeader(metadata, entries);
  }

  private static void readMetadata(JsonReader json, Map<String, String> metadata)
      throws IOException, MalformedHeaderException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (json.peek() != JsonToken.STRING) {
        throw new MalformedHeaderException("its metadata has " + key + ", which is not a text");
      }
      if (metadata.put(key, json.nextString()) != null) {
        throw new MalformedHeaderException("its metadata has " + key + " twice");
      }
    }
    json.endObject();
  }

  private static Entry entry(String name, JsonReader json)
      throws IOException, MalformedHeaderException {
    Optional<String> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Optional<List<Long>> offsets = Optional.empty();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = Optional.of(json.nextString());
        case "shape" -> shape = Optional.of(sizes(json));
        case "data_offsets" -> offsets = Optional.of(sizes(json));
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty() || offsets.get().size() != 2) {
      throw new MalformedHeaderException(NO_HEADER);
    }
    return new Entry(name, type.get(), shape.get(), offsets.get().get(0), offsets.get().get(1));
  }

  private static List<Long> sizes(JsonReader json) throws IOException, MalformedHeaderException {
    List<Long> sizes = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      boolean number = json.peek() == JsonToken.NUMBER;
      String digits = json.nextString();
      if (!number
          || digits.length() > MOST_DIGITS
          || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new MalformedHeaderException(NO_HEADER);
      }
      sizes.add(Long.parseLong(digits));
    }
    json.endArray();
    return sizes;
  }

  /**
   * Checks that the arrays cover the data, each byte once: then they need no more memory than the
   * file has bytes.
   *
   * @param available bytes after the header
   */
  void requireRoom(long available) throws MalformedHeaderException {
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    long end = 0;
    for (Entry entry : ordered) {
      if (entry.to < entry.from || entry.to > available) {
        throw new MalformedHeaderException("it ends before its data does");
      }
      if (!fits(entry)) {
        throw new MalformedHeaderException(
            "the size of " + entry.name + " does not match its shape");
      }
      if (entry.to - entry.from > Integer.MAX_VALUE) {
        throw new MalformedHeaderException(
            entry.name + " has more than the 2 GiB that one array may have here");
      }
      if (entry.from != end) {
        throw new MalformedHeaderException(
            entry.from < end
                ? "the data of " + entry.name + " overlap with those of another array"
                : "no array has the " + (entry.from - end) + " bytes before " + entry.name);
      }
      end = entry.to;
    }
    if (end != available) {
      throw new MalformedHeaderException("it has " + (available - end) + " bytes after its data");
    }
  }

  private static boolean fits(Entry entry) {
    Integer width = BYTES.get(entry.type);
    if (width == null) {
      return true;
    }
    // In floating point, where a product of very large sizes does not overflow to a valid one.
    double bytes = width;
    for (long size : entry.shape) {
      bytes *= (double) size;
    }
    return bytes == (double) (entry.to - entry.from);
  }
}
