package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a Tag Manager container export (web or server; workspace or version), with or without a
 * byte order mark, or refuses it with one message that says what was found instead.
 */
public final class GtmExportReader {
  /** Bytes. The largest export seen in the wild has 655 kB, most of it custom templates. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private static final List<String> ARRAYS =
      List.of(
          "tag",
          "trigger",
          "variable",
          "client",
          "transformation",
          "customTemplate",
          "folder",
          "zone",
          "builtInVariable",
          "gtagConfig");

  /** How many of the keys that were found instead are named. */
  private static final int KEYS_NAMED = 10;

  /**
   * @param name of the file or the source, for messages
   */
  public GtmExport read(String name, InputStream in) throws IOException {
    return read(name, in.readNBytes(MAX_BYTES + 1));
  }

  /**
   * @param name of the file or the source, for messages
   */
  public GtmExport read(String name, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw refused(name, "is larger than 16 MiB");
    }
    JsonNode root = parse(name, bytes);
    if (root.isMissingNode()) {
      throw refused(name, "is empty");
    }
    // the API's versions:live gives the version alone, without the wrapper of an export
    boolean bare = !root.has("containerVersion") && root.has("containerVersionId");
    JsonNode inner = bare ? root : root.path("containerVersion");
    if (!(inner instanceof ObjectNode version)) {
      throw refused(name, "has no containerVersion; found: " + found(root));
    }
    for (String array : ARRAYS) {
      JsonNode items = version.path(array);
      if (!items.isArray() && !items.isMissingNode() && !items.isNull()) {
        throw refused(name, "has no list under containerVersion." + array);
      }
    }
    return GtmExport.of(version);
  }

  private static JsonNode parse(String name, byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw refused(name, UnreadableJson.why(bytes, e));
    } catch (IOException e) {
      throw refused(name, "is not JSON in UTF-8: " + e.getMessage());
    }
  }

  private static String found(JsonNode root) {
    if (!root.isObject()) {
      return "a JSON " + root.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
    List<String> keys = new ArrayList<>();
    root.fieldNames().forEachRemaining(key -> keys.add(new Redactions().clean("", key)));
    if (keys.isEmpty()) {
      return "an empty object";
    }
    String more = keys.size() > KEYS_NAMED ? ", …" : "";
    return String.join(", ", keys.subList(0, Math.min(keys.size(), KEYS_NAMED))) + more;
  }

  private static RefusedException refused(String name, String why) {
    return new RefusedException(
        "bad_gtm_export",
        "GTM export "
            + name
            + " "
            + why
            + ". Export it again in Tag Manager (Admin > Export Container) and drop the new file");
  }
}
