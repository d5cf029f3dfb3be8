package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code multipart/form-data} body (RFC 7578), read strictly: CRLF line ends, no preamble, every
 * part with a quoted name, a closing delimiter and nothing after it. Contents are bytes and stay
 * so.
 */
public record MultipartForm(List<Part> parts) {
  /**
   * @param filename absent for a plain field
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Part(String name, Optional<String> filename, byte[] content) {
    public String text() {
      return new String(content, UTF_8);
    }
  }

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "content-disposition:\\s*form-data((?:\\s*;\\s*\\w+=\"(?:[^\"\\\\]|\\\\.)*\")+)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  public static MultipartForm parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.matches()) {
      throw malformed("the Content-Type must be multipart/form-data with a boundary");
    }
    String quoted = boundary.group(1);
    byte[] dashes = ("--" + (quoted != null ? quoted : boundary.group(2))).getBytes(ISO_8859_1);
    byte[] delimiter = concat("\r\n", dashes);
    if (!startsWith(body, 0, dashes)) {
      throw malformed("the body does not start with the boundary");
    }
    List<Part> parts = new ArrayList<>();
    int at = dashes.length;
    while (!startsWith(body, at, "--")) {
      require(startsWith(body, at, "\r\n"), "a boundary is not followed by a line end");
      int headersEnd = indexOf(body, "\r\n\r\n".getBytes(ISO_8859_1), at);
      require(headersEnd >= 0, "the headers of a part do not end");
      int contentStart = headersEnd + 4;
      int contentEnd = indexOf(body, delimiter, contentStart);
      require(contentEnd >= 0, "the closing boundary is missing");
      String headers = new String(body, at, headersEnd - at, UTF_8).strip();
      parts.add(part(headers, Arrays.copyOfRange(body, contentStart, contentEnd)));
      at = contentEnd + delimiter.length;
    }
    int end = at + 2;
    require(
        end == body.length || (end + 2 == body.length && startsWith(body, end, "\r\n")),
        "there is something after the closing boundary");
    return new MultipartForm(List.copyOf(parts));
  }

  /** The only part of this name, if there is one. */
  public Optional<Part> part(String name) {
    List<Part> same = parts.stream().filter(part -> part.name().equals(name)).toList();
    require(same.size() <= 1, "part '" + name + "' is there twice");
    return same.stream().findFirst();
  }

  private static Part part(String headers, byte[] content) {
    for (String header : headers.split("\r\n", -1)) {
      Matcher disposition = DISPOSITION.matcher(header);
      if (disposition.matches()) {
        Optional<String> name = attribute(disposition.group(1), "name");
        require(name.isPresent(), "a part has no name");
        return new Part(name.get(), attribute(disposition.group(1), "filename"), content);
      }
    }
    throw malformed("a part has no readable Content-Disposition: form-data");
  }

  private static Optional<String> attribute(String attributes, String name) {
    return ATTRIBUTE
        .matcher(attributes)
        .results()
        .filter(each -> each.group(1).equalsIgnoreCase(name))
        .map(each -> each.group(2).replaceAll("\\\\(.)", "$1").replace("%22", "\""))
        .findFirst();
  }

  private static byte[] concat(String head, byte[] tail) {
    byte[] start = head.getBytes(ISO_8859_1);
    byte[] both = Arrays.copyOf(start, start.length + tail.length);
    System.arraycopy(tail, 0, both, start.length, tail.length);
    return both;
  }

  private static boolean startsWith(byte[] body, int at, String expected) {
    return startsWith(body, at, expected.getBytes(ISO_8859_1));
  }

  private static boolean startsWith(byte[] body, int at, byte[] expected) {
    return at + expected.length <= body.length
        && Arrays.equals(body, at, at + expected.length, expected, 0, expected.length);
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= body.length; at++) {
      if (body[at] == wanted[0] && startsWith(body, at, wanted)) {
        return at;
      }
    }
    return -1;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw malformed(otherwise);
    }
  }

  private static OpenAiError malformed(String why) {
    return OpenAiError.badRequest("Could not parse multipart form: " + why + ".", null, null);
  }
}
