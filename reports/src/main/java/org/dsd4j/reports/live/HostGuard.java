package org.dsd4j.reports.live;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Knows by which names this server may be called. Listening on loopback alone does not keep other
 * web pages out: one of them may give its own name the address 127.0.0.1 (DNS rebinding) and then
 * read as if this server were its own. Such a request carries that page's name.
 */
final class HostGuard {
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");

  private final String address;
  private final boolean remote;

  /**
   * A guard.
   *
   * @param address as it was given to listen on
   * @param remote whether other machines may ask: they call this one by whatever number it has, and
   *     a number cannot be rebound
   */
  HostGuard(String address, boolean remote) {
    this.address = address.toLowerCase(Locale.ROOT);
    this.remote = remote;
  }

  /**
   * Judges a request.
   *
   * @param host the Host header, with or without a port
   * @return whether it is meant for this server
   */
  boolean allows(String host) {
    String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return name.equals("localhost")
        || name.equals("127.0.0.1")
        || name.equals("[::1]")
        || name.equals(address)
        || name.equals("[" + address + "]")
        || (remote && isNumber(name));
  }

  private static boolean isNumber(String name) {
    return NUMBERS.matcher(name).matches() || (name.startsWith("[") && name.endsWith("]"));
  }
}
