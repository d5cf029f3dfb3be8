package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One row of an answer: values by GAQL's own names, {@code campaign.advertising_channel_type}.
 *
 * <p>Servers send it flat, or nested and in camelCase as Google's REST does; numbers as numbers or
 * as texts; enum values by name or by number.
 */
record Row(Map<String, JsonNode> values) {
  /** Of a sane size: 1e999999999 would fill the memory. */
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

  static Row of(ObjectNode row) {
    Map<String, JsonNode> values = new TreeMap<>();
    flatten("", row, values);
    return new Row(values);
  }

  private static void flatten(String prefix, ObjectNode node, Map<String, JsonNode> values) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      String name = prefix + snakeCase(each.getKey());
      if (each.getValue() instanceof ObjectNode nested) {
        flatten(name + ".", nested, values);
      } else if (each.getValue() instanceof ArrayNode list) {
        values.put(name, flattenItems(list));
      } else if (!each.getValue().isNull()) {
        values.put(name, each.getValue());
      }
    }
  }

  private static ArrayNode flattenItems(ArrayNode list) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : list) {
      if (item instanceof ObjectNode object) {
        Map<String, JsonNode> values = new TreeMap<>();
        flatten("", object, values);
        items.addObject().setAll(values);
      } else {
        items.add(item);
      }
    }
    return items;
  }

  /** {@code advertisingChannelType} and {@code AdvertisingChannelType} as GAQL writes them. */
  static String snakeCase(String key) {
    return key.replaceAll("(?<=[A-Za-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(values.get(field))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  /**
   * @throws RefusedException when the row lacks it: then nothing can be made of the answer
   */
  String required(String field) {
    return text(field).orElseThrow(() -> lacks(field));
  }

  /** A value of an enum, by its name. */
  String requiredName(String field) {
    return name(field).orElseThrow(() -> lacks(field));
  }

  Optional<String> name(String field) {
    return text(field).map(value -> EnumNames.name(field, value));
  }

  List<String> names(String field) {
    List<String> names = new ArrayList<>();
    items(field).forEach(item -> names.add(EnumNames.name(field, item.asText())));
    return names;
  }

  Optional<BigDecimal> number(String field) {
    return text(field)
        .map(
            text -> {
              if (!NUMBER.matcher(text).matches()) {
                throw new RefusedException(
                    "google_ads_answer", "the Google Ads server sent no number in " + field);
              }
              return new BigDecimal(text);
            });
  }

  /** What protocol buffers leave out is their default. */
  boolean flag(String field, boolean whenLeftOut) {
    return text(field).map(text -> text.equalsIgnoreCase("true")).orElse(whenLeftOut);
  }

  /** The digits at the end of {@code customers/1/conversionActions/2}, or of a bare id. */
  Optional<String> idIn(String field) {
    return text(field).map(text -> text.substring(text.lastIndexOf('/') + 1));
  }

  List<JsonNode> items(String field) {
    List<JsonNode> items = new ArrayList<>();
    if (values.get(field) instanceof ArrayNode list) {
      list.forEach(items::add);
    }
    return items;
  }

  private static RefusedException lacks(String field) {
    return new RefusedException(
        "google_ads_answer", "the Google Ads server sent a row without " + field);
  }
}
