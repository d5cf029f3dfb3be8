package ai.organized.flywheel.remote.openai;

/**
 * What a person is told to do next when a provider says no.
 *
 * @param key the setting that holds its key
 * @param afterwards what to type once the cause is gone; begins a sentence or is empty
 * @param elsewhere who else can do it when the provider never will again
 */
public record Advice(String key, String afterwards, String elsewhere) {
  private static final String OTHERS =
      "Others train: --track b is your own hardware, on with FLYWHEEL_TRAINER_HOST (MLX) or"
          + " OLLAMA_HOST (Ollama); Together is on with TOGETHER_API_KEY; OPENAI_BASE_URL may name"
          + " another server that speaks OpenAI's protocol. Then: flywheel fine-tune submit";

  /** For calls that train nothing. */
  static final Advice OPENAI = new Advice("OPENAI_API_KEY", "", OTHERS);

  /** For a training with the provider that takes this key. */
  public static Advice training(String key) {
    return new Advice(key, "When that is mended: flywheel fine-tune submit", OTHERS);
  }

  String after(String said) {
    return afterwards.isEmpty() ? said : said + (said.endsWith(".") ? " " : ". ") + afterwards;
  }
}
