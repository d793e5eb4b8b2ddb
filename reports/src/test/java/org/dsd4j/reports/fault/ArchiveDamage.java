package org.dsd4j.reports.fault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What can happen to an archive of records. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum ArchiveDamage {
  BIT_OF_DIRECTORY((zip, random) -> flip(zip, random, directory(zip), end(zip))),
  BIT_OF_END_RECORD((zip, random) -> flip(zip, random, end(zip), zip.length)),
  BIT_OF_LOCAL_HEADER(ArchiveDamage::flipHeader),
  BIT_ANYWHERE((zip, random) -> flip(zip, random, 0, zip.length)),
  CUT((zip, random) -> Arrays.copyOf(zip, random.nextInt(zip.length))),
  LENGTHENED((zip, random) -> joined(zip, noise(random))),
  AFTER_SOMETHING_ELSE((zip, random) -> joined(noise(random), zip)),
  TWICE((zip, random) -> joined(zip, zip)),
  ENTRY_REMOVED(entries((entries, random) -> entries.remove(any(entries, random)))),
  RUN_REMOVED(
      entries(
          (entries, random) -> {
            String name = any(entries, random);
            String folder = name.substring(0, name.lastIndexOf('/') + 1);
            entries.keySet().removeIf(other -> other.startsWith(folder));
          })),
  ENTRY_RENAMED(
      entries(
          (entries, random) -> {
            String name = any(entries, random);
            entries.put(name + "x", entries.remove(name));
          })),
  ENTRIES_EXCHANGED(
      entries(
          (entries, random) -> {
            String one = any(entries, random);
            String other = any(entries, random);
            byte[] content = entries.put(one, entries.get(other));
            entries.put(other, content);
          })),
  CONTENT_CHANGED(
      entries(
          (entries, random) -> {
            byte[] content = entries.get(any(entries, random));
            content[random.nextInt(content.length)] ^= 1;
          })),
  RECORD_ADDED(
      entries(
          (entries, random) -> {
            String name = any(entries, random);
            entries.put(name.replaceFirst("/[12]/", "/3/"), entries.get(name));
          })),
  ENTRY_ABOVE_THE_ARCHIVE(
      entries((entries, random) -> entries.put("../above/run.json", noise(random)))),
  ENTRY_AT_THE_ROOT(entries((entries, random) -> entries.put("/etc/run.json", noise(random)))),
  ENTRY_WITHOUT_NAME(entries((entries, random) -> entries.put("a//b/./c", noise(random))));

  private static final int END_RECORD = 22;
  private static final int DIRECTORY_AT = 16;
  private static final int DIRECTORY_HEADER = 46;
  private static final int LOCAL_HEADER = 30;
  private static final int NAME_LENGTH_AT = 28;
  private static final int LOCAL_AT = 42;
  private static final int LOCAL_NAME_LENGTH_AT = 26;

  private final Change change;

  ArchiveDamage(Change change) {
    this.change = change;
  }

  /**
   * Damages an archive.
   *
   * @param zip its bytes, without a comment at the end
   * @param random chooses where
   * @return other bytes, or equal ones where there was nothing to change
   */
  byte[] apply(byte[] zip, Random random) throws IOException {
    return change.apply(zip.clone(), random);
  }

  private interface Change {
    byte[] apply(byte[] zip, Random random) throws IOException;
  }

  private interface OfEntries {
    void apply(Map<String, byte[]> entries, Random random);
  }

  /** Another tool that packs the records anew, and does not know of their manifests. */
  private static Change entries(OfEntries change) {
    return (zip, random) -> {
      Map<String, byte[]> entries = new LinkedHashMap<>();
      try (ZipInputStream packed = new ZipInputStream(new ByteArrayInputStream(zip))) {
        for (ZipEntry e = packed.getNextEntry(); e != null; e = packed.getNextEntry()) {
          entries.put(e.getName(), packed.readAllBytes());
        }
      }
      change.apply(entries, random);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          packed.putNextEntry(new ZipEntry(entry.getKey()));
          packed.write(entry.getValue());
          packed.closeEntry();
        }
      }
      return bytes.toByteArray();
    };
  }

  private static String any(Map<String, byte[]> entries, Random random) {
    return List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] flip(byte[] zip, Random random, int from, int to) {
    zip[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return zip;
  }

  private static byte[] flipHeader(byte[] zip, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> headers = new ArrayList<>();
    int at = directory(zip);
    while (at < end(zip)) {
      headers.add(bytes.getInt(at + LOCAL_AT));
      at += DIRECTORY_HEADER + bytes.getShort(at + NAME_LENGTH_AT);
    }
    Collections.shuffle(headers, random);
    int header = headers.get(0);
    return flip(
        zip, random, header, header + LOCAL_HEADER + bytes.getShort(header + LOCAL_NAME_LENGTH_AT));
  }

  private static int end(byte[] zip) {
    return zip.length - END_RECORD;
  }

  private static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(end(zip) + DIRECTORY_AT);
  }
}
