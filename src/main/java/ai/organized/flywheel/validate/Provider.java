package ai.organized.flywheel.validate;

import static ai.organized.flywheel.validate.Severity.ERROR;
import static ai.organized.flywheel.validate.Severity.WARNING;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** Who trains, and what a file must be like for that. */
public enum Provider {
  /**
   * OpenAI and what speaks its protocol. Keys, roles and weight: schemas FineTuneChatRequestInput
   * and FineTunePreferenceRequestInput of github.com/openai/openai-openapi (branch manual_spec); an
   * extra key fails the job; 10 examples, 65,536 tokens an example (the end is cut off, which is
   * the answer: so an error here): developers.openai.com/api/docs/guides/supervised-fine-tuning;
   * 512 MB a file: the API's POST /files. Two turns of one role pass, but not at Azure
   * (github.com/microsoft-foundry/fine-tuning, issue 23).
   */
  OPENAI(
      new Rules(
          Set.of("messages", "tools", "parallel_tool_calls", "functions"),
          Set.of(
              "role",
              "content",
              "name",
              "tool_calls",
              "tool_call_id",
              "function_call",
              "weight",
              "refusal"),
          ERROR,
          Set.of("system", "user", "assistant", "tool", "function"),
          true,
          true,
          WARNING,
          10,
          1,
          512_000_000L,
          65_536,
          ERROR,
          Set.of(Shape.CHAT, Shape.PREFERENCE_OPENAI))),

  /**
   * Together: docs.together.ai/docs/fine-tuning/data-preparation (roles, alternating turns, 100 GB,
   * one format a file) and {@code check_file} of github.com/togethercomputer/together-python (an
   * extra column is refused, content must be text, one message an output). No smallest number of
   * lines is documented; no length either that holds for all its models.
   */
  TOGETHER(
      new Rules(
          Set.of("messages", "tools"),
          Set.of("role", "content", "weight"),
          ERROR,
          Set.of("system", "user", "assistant"),
          true,
          false,
          ERROR,
          1,
          1,
          100_000_000_000L,
          Integer.MAX_VALUE,
          WARNING,
          Set.of(Shape.CHAT, Shape.PREFERENCE_OPENAI))),

  /**
   * MLX-LM: github.com/ml-explore/mlx-lm, LORA.md and tuner/datasets.py. Extra keys are ignored;
   * every split needs as many lines as a batch has (4 by default); what is longer than
   * max_seq_length (2,048 by default) is cut with a warning; it knows no preference pairs.
   */
  MLX(
      new Rules(
          Set.of("messages", "tools"),
          Set.of("role", "content", "name", "tool_calls", "tool_call_id"),
          WARNING,
          Set.of("system", "user", "assistant", "tool"),
          false,
          false,
          WARNING,
          4,
          4,
          Long.MAX_VALUE,
          2_048,
          WARNING,
          Set.of(Shape.CHAT))),

  /**
   * LLaMA-Factory, formatting sharegpt with the tags of these roles: github.com/hiyouga/
   * LLaMA-Factory, src/llamafactory/data/converter.py (turns that do not alternate lose the line)
   * and hparams/data_args.py (cutoff_len 2,048 by default). Its preference pairs have a shape of
   * their own.
   */
  LLAMAFACTORY(
      new Rules(
          Set.of("messages", "tools"),
          Set.of("role", "content"),
          WARNING,
          Set.of("system", "user", "assistant"),
          false,
          false,
          ERROR,
          1,
          1,
          Long.MAX_VALUE,
          2_048,
          WARNING,
          Set.of(Shape.CHAT))),

  /**
   * TRL's DPOTrainer: huggingface.co/docs/trl/dataset_formats, preference, conversational, with an
   * explicit prompt. Other columns are ignored; 1,024 tokens is its max_length by default.
   */
  TRL(
      new Rules(
          Set.of("messages", "tools"),
          Set.of("role", "content", "name", "tool_calls", "tool_call_id"),
          WARNING,
          Set.of("system", "user", "assistant", "tool"),
          false,
          false,
          WARNING,
          1,
          1,
          Long.MAX_VALUE,
          1_024,
          WARNING,
          Set.of(Shape.CHAT, Shape.PREFERENCE_TRL)));

  /**
   * @param lineKeys at top level of a conversation; those of a pair are its shape's, and tools
   * @param unknownKey what a key is that is in neither set
   * @param weighed {@code weight} on an assistant's turn is heeded
   * @param partsOfText content may be a list of parts besides a text
   * @param repeatedRole two turns of one role, or none of the user at the beginning
   * @param minEvalLines of the file that training is evaluated with
   * @param maxTokens of one line, in the provider's own count
   * @param longerLine what a line is that has more
   */
  record Rules(
      Set<String> lineKeys,
      Set<String> messageKeys,
      Severity unknownKey,
      Set<String> roles,
      boolean weighed,
      boolean partsOfText,
      Severity repeatedRole,
      int minLines,
      int minEvalLines,
      long maxBytes,
      int maxTokens,
      Severity longerLine,
      Set<Shape> shapes) {}

  @SuppressWarnings("ImmutableEnumChecker") // its sets come from Set.of
  private final Rules rules;

  Provider(Rules rules) {
    this.rules = rules;
  }

  Rules rules() {
    return rules;
  }

  /** As in options, reports and the price list. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that a file of this shape is meant for when nobody says: the strictest. */
  static Provider usual(Shape shape) {
    return shape == Shape.PREFERENCE_TRL ? TRL : OPENAI;
  }
}
