package ai.organized.flywheel.validate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.regex.Pattern;

/**
 * Tokens of a line as a chat model sees it: every message has 3 besides those of its role and its
 * content, and the answer 3 to begin with (OpenAI's cookbook, "How to count tokens with tiktoken").
 *
 * <p>o200k_base is the vocabulary of gpt-4o and all later OpenAI models, cl100k_base that of gpt-4
 * and gpt-3.5. Other models have their own; for them o200k_base is an estimate.
 */
final class TokenCount {
  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
  private static final Pattern OLDER = Pattern.compile("gpt-(?:3\\.5|4(?![.o\\d])).*");
  private static final Pattern NEWER = Pattern.compile("(?:gpt-|chatgpt-|o\\d).*");

  /** Half a surrogate pair is no text to a tokenizer; a trainer reads the replacement sign. */
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private static final int AROUND = 3;

  private final Encoding encoding;
  private final boolean exact;

  /** Most files have one system prompt on all lines. */
  private String lastSystem = "";

  private int lastSystemTokens;

  private TokenCount(Encoding encoding, boolean exact) {
    this.encoding = encoding;
    this.exact = exact;
  }

  /**
   * @param model base model; empty when it is not known
   */
  static TokenCount of(String model) {
    boolean older = OLDER.matcher(model).matches();
    EncodingType type = older ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE;
    return new TokenCount(REGISTRY.getEncoding(type), older || NEWER.matcher(model).matches());
  }

  String encoding() {
    return encoding.getName();
  }

  /** False: the model has a vocabulary of its own, the count is an estimate. */
  boolean isExact() {
    return exact;
  }

  /** Prompt and answers; of a preference pair both answers, the prompt once. */
  int of(Sample sample) {
    int tokens = AROUND + (sample.tools().isEmpty() ? 0 : plain(sample.tools()));
    for (Sample.Message message : sample.prompt()) {
      tokens += of(message);
    }
    for (Sample.Message message : sample.answers()) {
      tokens += of(message);
    }
    return tokens;
  }

  private int of(Sample.Message message) {
    if (message.role().equals("system")) {
      if (!message.text().equals(lastSystem)) {
        lastSystem = message.text();
        lastSystemTokens = plain(lastSystem);
      }
      return AROUND + 1 + lastSystemTokens;
    }
    return AROUND + 1 + plain(message.text());
  }

  private int plain(String text) {
    return encoding.countTokensOrdinary(HALF_PAIR.matcher(text).replaceAll("\uFFFD"));
  }
}
