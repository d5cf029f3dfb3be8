package ai.organized.flywheel.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people are told: one sentence, what it rests on, and what to type next.
 *
 * @param kind one word of what happened, for instance {@code promoted}
 * @param title a few words that name client and version
 * @param text the whole sentence; it stands alone where nothing else can be shown
 * @param evidence figures and versions, the most telling first; ten of them are shown
 */
public record Message(
    String kind, String title, String text, List<Fact> evidence, Optional<Next> next) {

  /** A figure or a version, and what it is. */
  public record Fact(String name, String value) {}

  /** What to type, and to what end. */
  public record Next(String purpose, String command) {}

  public Message {
    evidence = List.copyOf(evidence);
  }

  public static Message of(String kind, String title, String text) {
    return new Message(kind, title, text, List.of(), Optional.empty());
  }

  public Message with(String name, String value) {
    List<Fact> more = new ArrayList<>(evidence);
    more.add(new Fact(name, value));
    return new Message(kind, title, text, more, next);
  }

  /**
   * @param purpose for instance {@code To go back}
   */
  public Message next(String purpose, String command) {
    return new Message(kind, title, text, evidence, Optional.of(new Next(purpose, command)));
  }

  /** The sentence, and what to type. */
  public String words() {
    return next.map(step -> text + ". " + step.purpose() + ": " + step.command()).orElse(text);
  }
}
