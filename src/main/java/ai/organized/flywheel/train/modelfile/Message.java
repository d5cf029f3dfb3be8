package ai.organized.flywheel.train.modelfile;

/**
 * Something that was said before the conversation begins.
 *
 * @param text as it survives in a Modelfile; never blank
 */
public record Message(Role role, String text) {
  /** Who said it, in the words of Ollama. */
  public enum Role {
    USER("user"),
    ASSISTANT("assistant");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Message {
    text = ModelfileText.normal(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a message without a text says nothing");
    }
  }

  public static Message user(String text) {
    return new Message(Role.USER, text);
  }

  public static Message assistant(String text) {
    return new Message(Role.ASSISTANT, text);
  }
}
