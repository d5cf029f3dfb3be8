package ai.organized.flywheel.redact.personal;

import ai.organized.flywheel.fixtures.RandomCharacters;
import java.util.List;

/** Sentences of this trade with a place for a value, in several languages. */
final class RunningTexts {
  private static final List<String> SENTENCES =
      List.of(
          "The buyer wrote from %s that checkout hangs.",
          "purchase event sends %s in plain text; hash it first",
          "Reply to %s, please, and check the trigger.",
          "(%s)",
          "%s",
          "Der Wert %s steht im dataLayer, obwohl er dort nicht hingehört.",
          "Le visiteur a saisi %s dans le formulaire.",
          "El formulario envía «%s» sin cifrar",
          "dataLayer.push({'event':'lead','field':'%s'})",
          "https://shop.example/thanks?field=%s&step=3",
          "1. We saw %s\n2. We removed it",
          "GTM-ABC1234 fires twice for %s; AW-1234567890 does not",
          "user_data: {\"value\": \"%s\", \"country\": \"DE\"}",
          "Refund for Jane: %s, thanks!",
          "フォームの値は%sです",
          "Leads arrive with %s\tand nothing else",
          "Form field 3 = %s.");

  private RunningTexts() {}

  static String with(String value, RandomCharacters random) {
    String sentence = random.oneOf(SENTENCES);
    boolean address = sentence.contains("://");
    String written = address ? value.replace(" ", "%20").replace("+", "%2B") : value;
    return sentence.replace("%s", written);
  }

  /** Without a place where a value would be written in another way. */
  static String plain(String value, RandomCharacters random) {
    String text = with(value, random);
    return text.contains(value) ? text : plain(value, random);
  }
}
