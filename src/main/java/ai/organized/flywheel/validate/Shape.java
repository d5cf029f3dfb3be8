package ai.organized.flywheel.validate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What the lines of a file are. The first that can be read decides for all. */
public enum Shape {
  /** Conversations to imitate: {@code {"messages":[…]}}. */
  @JsonProperty("chat")
  CHAT("a conversation under messages", Set.of("messages")),
  /** Preference pairs as OpenAI and Together read them. */
  @JsonProperty("preference-openai")
  PREFERENCE_OPENAI(
      "a preference pair with input, preferred_output and non_preferred_output",
      Set.of("input", "preferred_output", "non_preferred_output")),
  /** Preference pairs as TRL reads them, conversational with an explicit prompt. */
  @JsonProperty("preference-trl")
  PREFERENCE_TRL(
      "a preference pair with prompt, chosen and rejected", Set.of("prompt", "chosen", "rejected"));

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // it comes from Set.of
  private final Set<String> keys;

  Shape(String words, Set<String> keys) {
    this.words = words;
    this.keys = keys;
  }

  public boolean isPreference() {
    return this != CHAT;
  }

  String words() {
    return words;
  }

  /** The keys that a line of this shape must have. */
  Set<String> keys() {
    return keys;
  }

  static Shape of(ObjectNode line) {
    if (line.has("messages")) {
      return CHAT;
    }
    if (line.has("preferred_output") || line.has("non_preferred_output") || line.has("input")) {
      return PREFERENCE_OPENAI;
    }
    return line.has("chosen") || line.has("rejected") ? PREFERENCE_TRL : CHAT;
  }
}
