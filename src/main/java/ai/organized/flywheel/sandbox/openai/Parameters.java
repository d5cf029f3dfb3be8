package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one JSON object in a request, read one by one; what does not fit is refused in the
 * service's words, naming the field by its path. A null counts as an absent field.
 */
public final class Parameters {
  private final ObjectNode fields;
  private final String path;

  private Parameters(ObjectNode fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  public static Parameters ofBody(Request request) {
    if (!request.mediaType().equals("application/json")) {
      throw new OpenAiError(
          415,
          "Unsupported content type: '"
              + request.mediaType()
              + "'. This API method only accepts 'application/json' requests.",
          null,
          "unsupported_content_type");
    }
    ObjectNode body =
        Json.readObject(request.body())
            .orElseThrow(
                () ->
                    OpenAiError.badRequest(
                        "We could not parse the JSON body of your request. The OpenAI API expects"
                            + " a JSON payload, but what was sent was not valid JSON.",
                        null,
                        null));
    return new Parameters(body, "");
  }

  /** An object inside a list, by its place there, for instance {@code messages[3]}. */
  public static Parameters ofElement(JsonNode element, String place) {
    if (!(element instanceof ObjectNode object)) {
      throw wrongType(place, "an object", element);
    }
    return new Parameters(object, place);
  }

  public Parameters allowOnly(Set<String> known) {
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw OpenAiError.badRequest(
            "Unknown parameter: '" + label(name) + "' (extra fields not permitted).",
            label(name),
            "unknown_parameter");
      }
    }
    return this;
  }

  /** For endpoints whose absent fields must be left out rather than null. */
  public Parameters refuseNulls() {
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                throw wrongType(label(field.getKey()), "a value", field.getValue());
              }
            });
    return this;
  }

  public Optional<JsonNode> any(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> text(String name) {
    return any(name).map(value -> expect(value.isTextual(), name, "a string", value).textValue());
  }

  public boolean flag(String name) {
    return any(name)
        .map(value -> expect(value.isBoolean(), name, "a boolean", value).booleanValue())
        .orElse(false);
  }

  public Optional<Integer> whole(String name, int smallest, int largest) {
    Optional<JsonNode> value =
        any(name).map(given -> expect(given.isIntegralNumber(), name, "an integer", given));
    value
        .filter(given -> given.doubleValue() < smallest || given.doubleValue() > largest)
        .ifPresent(
            given -> {
              throw invalid(name, given + " is not within " + smallest + " to " + largest);
            });
    return value.map(JsonNode::intValue);
  }

  public Optional<Double> number(String name, double smallest, double largest) {
    Optional<Double> value =
        any(name).map(given -> expect(given.isNumber(), name, "a decimal", given).doubleValue());
    value
        .filter(given -> !(given >= smallest && given <= largest))
        .ifPresent(
            given -> {
              throw invalid(name, given + " is not within " + smallest + " to " + largest);
            });
    return value;
  }

  public Optional<Parameters> object(String name) {
    return any(name).map(value -> ofElement(value, label(name)));
  }

  ArrayNode requiredList(String name) {
    JsonNode value = any(name).orElseThrow(() -> missing(name));
    ArrayNode list = (ArrayNode) expect(value.isArray(), name, "an array", value);
    if (list.isEmpty()) {
      throw OpenAiError.badRequest(
          "Invalid '" + label(name) + "': empty array. Expected an array with minimum length 1.",
          label(name),
          "empty_array");
    }
    return list;
  }

  public OpenAiError missing(String name) {
    return OpenAiError.badRequest(
        "Missing required parameter: '" + label(name) + "'.",
        label(name),
        "missing_required_parameter");
  }

  public OpenAiError invalid(String name, String why) {
    return OpenAiError.badRequest(
        "Invalid '" + label(name) + "': " + why + ".", label(name), "invalid_value");
  }

  public OpenAiError wrongType(String name, String expected) {
    return wrongType(label(name), expected, fields.path(name));
  }

  public String label(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private JsonNode expect(boolean holds, String name, String expected, JsonNode value) {
    if (!holds) {
      throw wrongType(label(name), expected, value);
    }
    return value;
  }

  private static OpenAiError wrongType(String label, String expected, JsonNode got) {
    String type = got.getNodeType().name().toLowerCase(Locale.ROOT);
    return OpenAiError.badRequest(
        "Invalid type for '"
            + label
            + "': expected "
            + expected
            + ", but got "
            + type
            + " instead.",
        label,
        "invalid_type");
  }
}
