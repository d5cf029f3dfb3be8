package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who signs in where.
 *
 * @param host name or address, lower case; an IPv6 address without brackets
 */
public record TrainerAddress(String user, String host, int port) {
  static final int SSH_PORT = 22;

  /** A host name as URI knows it: with an underscore in it, nobody could say where it leads. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?<user>[A-Za-z0-9_][A-Za-z0-9._-]*)"
              + "@(?<host>[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+\\])"
              + "(:(?<port>[0-9]{1,5}))?");

  /**
   * @param text {@code user@host} or {@code user@host:port}, an IPv6 address in brackets
   * @throws RefusedException when it is neither
   */
  public static TrainerAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String digits = form.group("port");
      int port = digits == null ? SSH_PORT : Integer.parseInt(digits);
      String host = form.group("host").toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
      TrainerAddress address = new TrainerAddress(form.group("user"), host, port);
      if (port >= 1 && port <= 65_535 && address.uri().getHost() != null) {
        return address;
      }
    }
    throw new RefusedException(
        "settings", "flywheel.trainer.host: \"" + text + "\" is no user@host or user@host:port");
  }

  /** Where a client's data would go: {@code ssh://host:port}. */
  public URI uri() {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("ssh://" + bracketed + ":" + port);
  }

  /** As known_hosts files write it. */
  String knownHostsForm() {
    return port == SSH_PORT ? host : "[" + host + "]:" + port;
  }

  /** What a person types to learn the host's keys. */
  String keyscan() {
    return "ssh-keyscan -p " + port + " " + host;
  }

  @Override
  public String toString() {
    return user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
