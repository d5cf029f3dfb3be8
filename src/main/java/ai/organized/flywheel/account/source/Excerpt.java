package ai.organized.flywheel.account.source;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A short, clean, one-line piece of what a source told; whatever it says, it stays data. */
public final class Excerpt {
  /** Characters of a name or a title. */
  public static final int TITLE = 200;

  /** Characters of a text that tells more than a name. */
  public static final int TEXT = 500;

  /** They may turn the text around. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{Cc}]+");

  private Excerpt() {}

  /**
   * @param longest in UTF-16 characters, the ellipsis among them
   */
  public static String of(String text, int longest, Redactions redactions) {
    return of("", text, longest, redactions);
  }

  private static String of(String key, String text, int longest, Redactions redactions) {
    // Cleaned before it is cut: half a secret looks like none.
    String clean = INVISIBLE.matcher(redactions.clean(key, text)).replaceAll("");
    return cut(BLANKS.matcher(clean).replaceAll(" ").strip(), longest);
  }

  /** That of a field; empty when it is absent, blank, or neither text nor number. */
  public static Optional<String> of(
      JsonNode object, String field, int longest, Redactions redactions) {
    JsonNode value = object.path(field);
    return value.isTextual() || value.isNumber()
        ? Optional.of(of(field, value.asText(), longest, redactions))
            .filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    boolean insidePair = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, insidePair ? end - 1 : end) + "…";
  }
}
