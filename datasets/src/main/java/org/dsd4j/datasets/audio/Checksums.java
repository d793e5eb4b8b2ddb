package org.dsd4j.datasets.audio;

/** The two checksums inside of FLAC: of the header of a frame, and of a whole frame. */
final class Checksums {

  private static final int[] CRC8 = table(0x07, Byte.SIZE);
  private static final int[] CRC16 = table(0x8005, Short.SIZE);

  private Checksums() {}

  /** CRC-8 of the polynomial 0x07. */
  static int crc8(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = CRC8[crc ^ (bytes[i] & 0xff)];
    }
    return crc;
  }

  /** CRC-16 of the polynomial 0x8005. */
  static int crc16(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >>> 8) ^ (bytes[i] & 0xff)];
    }
    return crc;
  }

  private static int[] table(int polynomial, int width) {
    int top = 1 << (width - 1);
    int mask = (1 << width) - 1;
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << (width - Byte.SIZE);
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & top) == 0 ? crc << 1 : (crc << 1) ^ polynomial;
      }
      table[i] = crc & mask;
    }
    return table;
  }
}
