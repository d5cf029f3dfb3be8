package ai.organized.flywheel.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Training files to validate. */
final class Lines {
  private Lines() {}

  /** A good line that says what no other number says. */
  static String good(int number) {
    return chat(
        "{\"role\":\"system\",\"content\":\"You know tracking.\"}",
        user("Why does tag number " + number + " fire twice?"),
        assistant(
            "Answer "
                + word(number)
                + number
                + ": the trigger of tag "
                + number
                + " listens twice."));
  }

  /** Letters for a number: figures do not make two openings different. */
  static String word(int number) {
    return String.valueOf(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
        .collect(Collectors.joining());
  }

  static String chat(String... messages) {
    return "{\"messages\":[" + String.join(",", messages) + "]}";
  }

  static String user(String content) {
    return "{\"role\":\"user\",\"content\":\"" + content + "\"}";
  }

  static String assistant(String content) {
    return "{\"role\":\"assistant\",\"content\":\"" + content + "\"}";
  }

  /** So many good lines, then these. */
  static String after(int good, String... more) {
    return IntStream.range(0, good).mapToObj(n -> good(n) + "\n").collect(Collectors.joining())
        + List.of(more).stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  static Report report(Path file, String text, Provider provider) {
    return report(file, text.getBytes(StandardCharsets.UTF_8), provider);
  }

  static Report report(Path file, byte[] bytes, Provider provider) {
    try {
      Files.write(file, bytes);
      try (InputStream in = Files.newInputStream(file)) {
        return ValidateFile.report(file, in, options(Optional.ofNullable(provider)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ValidateFile.Options options(Optional<Provider> provider) throws IOException {
    return new ValidateFile.Options(
        provider, "gpt-4o-mini-2024-07-18", 3, Prices.read(Path.of("config/prices.json")));
  }

  /** As {@code error last_turn 11}: severity, code and line of every listed finding. */
  static List<String> told(Report report) {
    return report.findings().stream()
        .flatMap(group -> group.findings().stream())
        .map(f -> f.severity().name().toLowerCase(Locale.ROOT) + " " + f.code() + " " + f.line())
        .toList();
  }
}
