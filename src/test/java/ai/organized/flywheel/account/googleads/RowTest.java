package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nestedCamelCaseRowEqualsTheFlatOne(long seed) {
    ObjectNode flat = flatRow(new Random(seed));

    assertThat(Row.of(nested(flat, Case.CAMEL))).isEqualTo(Row.of(flat));
    assertThat(Row.of(nested(flat, Case.PASCAL))).isEqualTo(Row.of(flat));
    assertThat(Row.of(nested(flat, Case.SNAKE))).isEqualTo(Row.of(flat));
    assertThat(Row.of(flat).values().keySet())
        .containsExactlyInAnyOrderElementsOf(flat.propertyStream().map(Map.Entry::getKey).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"2\"", "\"ENABLED\""})
  void enumValueIsReadByNumberAndByName(String sent) {
    assertThat(row("{\"campaign\": {\"status\": " + sent + "}}").requiredName("campaign.status"))
        .isEqualTo("ENABLED");
  }

  @Test
  void numberThatNamesNothingYetStaysANumber() {
    assertThat(row("{\"campaign.status\": 99}").requiredName("campaign.status")).isEqualTo("99");
    assertThat(row("{\"campaign.advertising_channel_type\": 12}"))
        .extracting(row -> row.requiredName("campaign.advertising_channel_type"))
        .isEqualTo("12");
  }

  @Test
  void listOfEnumValuesIsReadByName() {
    assertThat(
            row("{\"campaign.primary_status_reasons\": [11, \"HAS_ADS_DISAPPROVED\"]}")
                .names("campaign.primary_status_reasons"))
        .containsExactly("BUDGET_CONSTRAINED", "HAS_ADS_DISAPPROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.5", "\"12.5\"", "1.25e1"})
  void numberIsReadHoweverItIsSent(String sent) {
    assertThat(row("{\"metrics.conversions\": " + sent + "}").number("metrics.conversions"))
        .hasValueSatisfying(number -> assertThat(number).isEqualByComparingTo("12.5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"many\"", "\"1e999999999\"", "\"NaN\"", "true"})
  void whatIsNoSaneNumberIsRefused(String sent) {
    Row row = row("{\"metrics.conversions\": " + sent + "}");

    assertThatThrownBy(() -> row.number("metrics.conversions"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("metrics.conversions");
  }

  @Test
  void missingAndNullAreTheSame() {
    Row row = row("{\"campaign.name\": null}");

    assertThat(row.text("campaign.name")).isEmpty();
    assertThatThrownBy(() -> row.required("campaign.name"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("campaign.name");
  }

  @Test
  void idIsTakenOutOfAResourceName() {
    assertThat(row("{\"a.b\": \"customers/1/conversionActions/22\"}").idIn("a.b")).contains("22");
    assertThat(row("{\"a.b\": 22}").idIn("a.b")).contains("22");
  }

  private enum Case {
    CAMEL,
    PASCAL,
    SNAKE
  }

  private static ObjectNode flatRow(Random random) {
    ObjectNode row = JSON.objectNode();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      row.set("resource" + i + "." + path(random), value(random, 0));
    }
    return row;
  }

  /** Words of letters and digits that begin with a letter, as GAQL's names are made. */
  private static String path(Random random) {
    StringBuilder path = new StringBuilder(word(random));
    for (int i = 0; i < random.nextInt(4); i++) {
      path.append(random.nextBoolean() ? "_" : ".").append(word(random));
    }
    return path.toString();
  }

  private static String word(Random random) {
    List<String> words = List.of("campaign", "id", "v2", "status", "x", "amount", "micros", "ga4");
    return words.get(random.nextInt(words.size()));
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 4)) {
      case 0 -> JSON.numberNode(random.nextLong());
      case 1 -> JSON.textNode("TextInCamelCase_" + random.nextInt());
      case 2 -> JSON.booleanNode(random.nextBoolean());
      case 3 -> JSON.numberNode(BigDecimal.valueOf(random.nextInt(1_000_000), 2));
      default -> list(random);
    };
  }

  private static ArrayNode list(Random random) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < random.nextInt(3); i++) {
      if (random.nextBoolean()) {
        ObjectNode item = list.addObject();
        item.set(word(random) + "_" + word(random), value(random, 1));
      } else {
        list.add(value(random, 1));
      }
    }
    return list;
  }

  private static ObjectNode nested(ObjectNode flat, Case spelling) {
    ObjectNode nested = JSON.objectNode();
    for (Map.Entry<String, JsonNode> each : flat.properties()) {
      List<String> steps = List.of(each.getKey().split("\\.", -1));
      ObjectNode place = nested;
      for (String step : steps.subList(0, steps.size() - 1)) {
        place = place.withObject("/" + spelled(step, spelling));
      }
      place.set(spelled(steps.get(steps.size() - 1), spelling), spelled(each.getValue(), spelling));
    }
    return nested;
  }

  private static JsonNode spelled(JsonNode value, Case spelling) {
    if (value instanceof ArrayNode list) {
      ArrayNode items = JSON.arrayNode();
      list.forEach(item -> items.add(spelled(item, spelling)));
      return items;
    }
    return value instanceof ObjectNode object ? nested(object, spelling) : value;
  }

  private static String spelled(String step, Case spelling) {
    if (spelling == Case.SNAKE) {
      return step;
    }
    String pascal =
        Stream.of(step.split("_", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .reduce("", String::concat);
    return spelling == Case.PASCAL
        ? pascal
        : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
  }

  private static Row row(String json) {
    try {
      return Row.of((ObjectNode) AdsServer.JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
