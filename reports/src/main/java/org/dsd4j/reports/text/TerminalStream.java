package org.dsd4j.reports.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * The one way to a terminal: whatever is printed goes through {@link SafeText#visible}, so that no
 * text can move the cursor, change colours, name the window or hide what stands there. A line ends
 * with a line feed, or with carriage return and line feed where the system writes that; a carriage
 * return alone rewrites a line, and only {@link #rewrite} does that.
 */
public final class TerminalStream extends PrintStream {
  private static final String REWRITE = "\r";

  private final Sink sink;

  /**
   * A stream in front of another one.
   *
   * @param out where the bytes go
   * @param charset of the bytes that are given and go out
   */
  public TerminalStream(OutputStream out, Charset charset) {
    this(new Sink(out, charset), charset);
  }

  private TerminalStream(Sink sink, Charset charset) {
    super(sink, true, charset);
    this.sink = sink;
  }

  /**
   * Puts such a stream in front of a stream, unless it is one.
   *
   * @param out where to
   * @return the way there
   */
  public static TerminalStream of(PrintStream out) {
    return out instanceof TerminalStream safe ? safe : new TerminalStream(out, charset("stdout"));
  }

  /** From now on, all that this process prints through Java goes through such streams. */
  public static void install() {
    System.setOut(of(System.out));
    if (!(System.err instanceof TerminalStream)) {
      System.setErr(new TerminalStream(System.err, charset("stderr")));
    }
  }

  /** JDK 17 names the first of these only on a terminal, and by another name. */
  private static Charset charset(String stream) {
    String named = System.getProperty("sun." + stream + ".encoding");
    String known = System.getProperty(stream + ".encoding", named);
    return known == null ? Charset.defaultCharset() : Charset.forName(known);
  }

  /**
   * Goes back to the begin of the line and writes there.
   *
   * @param text one line, not ended
   */
  public void rewrite(String text) {
    flush();
    sink.raw(REWRITE);
    print(SafeText.line(text));
    flush();
  }

  /** Decodes what a {@link PrintStream} has encoded: writers of bytes reach it too. */
  private static final class Sink extends OutputStream {
    private final OutputStream out;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean returned;

    Sink(OutputStream out, Charset charset) {
      this.out = out;
      this.charset = charset;
      this.decoder =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      partial.write(bytes, from, count);
      ByteBuffer in = ByteBuffer.wrap(partial.toByteArray());
      CharBuffer chars =
          CharBuffer.allocate((int) Math.ceil(in.remaining() * decoder.maxCharsPerByte()) + 2);
      decoder.decode(in, chars, false);
      partial.reset();
      partial.write(in.array(), in.position(), in.remaining());
      send(chars.flip().toString());
    }

    /** A carriage return waits for what follows it: only with a line feed it ends a line. */
    private void send(String decoded) throws IOException {
      String text = (returned ? "\r" : "") + decoded;
      returned = text.endsWith("\r");
      int end = text.length() - (returned ? 1 : 0);
      String lines = text.substring(0, end).replace("\r\n", "\n");
      out.write(SafeText.visible(lines).replace("\n", System.lineSeparator()).getBytes(charset));
    }

    void raw(String text) {
      try {
        out.write(text.getBytes(charset));
      } catch (IOException e) {
        // As every PrintStream, which goes on where nobody reads any more.
        returned = false;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (returned) {
        out.write(SafeText.visible("\r").getBytes(charset));
      }
      out.close();
    }
  }
}
