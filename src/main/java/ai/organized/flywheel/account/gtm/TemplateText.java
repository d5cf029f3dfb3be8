package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.hash.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** The text of a custom template (.tpl): sections that begin with lines like {@code ___INFO___}. */
final class TemplateText {
  private static final String INFO = "___INFO___";
  private static final String CODE = "___SANDBOXED_JS_FOR_";
  private static final String SECTION = "\n___";

  private static final JsonMapper JSON = new JsonMapper();

  private final String text;

  TemplateText(String text) {
    this.text = text;
  }

  Optional<String> displayName() {
    try {
      return Entity.text(JSON.readTree(section(INFO)), "displayName");
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a template that somebody wrote by hand
    }
  }

  /** The template's program, without its tests and its documentation. */
  String code() {
    return section(CODE);
  }

  /** SHA-256 of the UTF-8 text, lower-case hex. */
  String hash() {
    return Sha256.hex(text);
  }

  /** From behind the line of the title to the next line of that kind. */
  private String section(String title) {
    int start = text.indexOf(title);
    int line = start < 0 ? -1 : text.indexOf('\n', start);
    if (line < 0) {
      return "";
    }
    int end = text.indexOf(SECTION, line);
    return end < 0 ? text.substring(line) : text.substring(line, end);
  }
}
