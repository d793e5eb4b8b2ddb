package org.dsd4j.datasets.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/** Formats that pictures are found in under a wrong name, so that a message can say which. */
enum OtherFormat {
  GIF("GIF8.*"),
  WEBP("RIFF.{4}WEBP.*"),
  BMP("BM.{4}\\x00{4}.*"),
  TIFF("(II\\*\\x00|MM\\x00\\*).*"),
  HEIF("....ftyp(heic|heix|mif1|avif).*"),
  PSD("8BPS.*"),
  HTML("\\s*<(!doctype|html).*");

  private static final int LOOKED_AT = 64;

  private final Pattern start;

  OtherFormat(String start) {
    this.start = Pattern.compile(start, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  }

  /** What to say of a file that is neither JPEG nor PNG. */
  static String words(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(LOOKED_AT, bytes.length), ISO_8859_1);
    for (OtherFormat format : values()) {
      if (format.start.matcher(head).matches()) {
        return format == HTML
            ? "is a page of HTML and not a picture; fetch it again"
            : "is a " + format + " file, whatever its name says; convert it to PNG";
      }
    }
    return "is neither JPEG nor PNG, whatever its name says";
  }
}
