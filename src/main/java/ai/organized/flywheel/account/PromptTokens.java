package ai.organized.flywheel.account;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;

/**
 * Tokens of a text in the vocabularies of the models that are tuned and served: the larger number
 * of o200k_base and cl100k_base.
 */
final class PromptTokens {
  private static final List<Encoding> ENCODINGS = encodings();

  /** Characters; the few words with longer tokens lose nothing that anybody would read. */
  private static final int LONGEST_TOKEN = 8;

  private PromptTokens() {}

  /** Ordinary text throughout: a name like {@code <|endoftext|>} is a name. */
  static int count(String text) {
    int most = 0;
    for (Encoding encoding : ENCODINGS) {
      most = Math.max(most, encoding.countTokensOrdinary(text));
    }
    return most;
  }

  /** The text on one line, cut when it has more than this many tokens. */
  static String cut(String text, int tokens) {
    String line = text.replaceAll("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]+", " ").strip();
    int end = Math.min(line.length(), tokens * LONGEST_TOKEN);
    if (end == line.length() && count(line) <= tokens) {
      return line;
    }
    int fits = 0;
    while (fits < end) {
      int middle = (fits + end + 1) / 2;
      if (count(prefix(line, middle)) <= tokens) {
        fits = middle;
      } else {
        end = middle - 1;
      }
    }
    return prefix(line, fits);
  }

  /** Half a surrogate pair is no text, and the tokenizer says so. */
  private static String prefix(String line, int end) {
    boolean splits = end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, splits ? end - 1 : end).strip() + "…";
  }

  private static List<Encoding> encodings() {
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    return List.of(
        registry.getEncoding(EncodingType.O200K_BASE),
        registry.getEncoding(EncodingType.CL100K_BASE));
  }
}
