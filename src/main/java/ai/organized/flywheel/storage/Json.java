package ai.organized.flywheel.storage;

import ai.organized.flywheel.failure.BrokenException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** How JSON is read (strictly) and written (always the same bytes for the same value). */
public final class Json {
  /** Longest text inside a document, in characters; a GTM template stays far below. */
  private static final int LONGEST_TEXT = 4 << 20;

  /**
   * Refuses what Jackson would let pass: trailing garbage, a key given twice. Reads NaN, so that a
   * record with it can be refused by name instead of breaking the file around it.
   */
  public static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  static {
    STRICT
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(LONGEST_TEXT)
                .maxNestingDepth(100)
                .build());
  }

  private Json() {}

  /** UTF-8 JSON with sorted keys and no blanks: equal values give equal bytes. */
  public static byte[] canonical(JsonNode node) {
    try {
      return STRICT.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new BrokenException("cannot write JSON", e);
    }
  }

  public static String text(JsonNode node) {
    return new String(canonical(node), StandardCharsets.UTF_8);
  }

  /** Reads what we wrote ourselves. */
  public static JsonNode parse(String text) {
    try {
      return STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BrokenException("the store holds a text that is no JSON", e);
    }
  }
}
