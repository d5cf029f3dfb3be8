package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.train.TrainingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code log.sh} tells; an event's id is {@code attempt:line}. */
final class RunEvents {
  private static final Pattern LINE = Pattern.compile("([0-9]+:[0-9]+):([0-9]{9,11}) (.*)");
  private static final Pattern ID = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");

  private RunEvents() {}

  static List<TrainingEvent> read(String told) {
    return told.lines().map(RunEvents::event).flatMap(Optional::stream).toList();
  }

  private static Optional<TrainingEvent> event(String line) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      return Optional.empty();
    }
    String message = FailureReason.plain(match.group(3)).replaceFirst("^flywheel: ", "");
    Instant at = Instant.ofEpochSecond(Long.parseLong(match.group(2)));
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrainingEvent(match.group(1), at, level(message), OpenAiReply.quoted(message)));
  }

  private static String level(String message) {
    if (message.startsWith("[WARNING]")) {
      return "warn";
    }
    boolean error = message.matches("([A-Za-z_.]*(Error|Exception)|libc\\+\\+abi)[: ].*");
    return error ? "error" : "info";
  }

  /** Attempt and line after which to go on, as arguments; from the beginning when none is known. */
  static List<String> after(String eventId) {
    Matcher match = ID.matcher(eventId == null ? "" : eventId);
    return match.matches() ? List.of(match.group(1), match.group(2)) : List.of("0", "0");
  }
}
