package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.organized.flywheel.fixtures.HarmlessIds;
import ai.organized.flywheel.fixtures.HarmlessIds.HarmlessId;
import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import ai.organized.flywheel.fixtures.RandomCharacters;
import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.fixtures.SourceTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noSecretOfAnyKindSurvivesInWhatASourceTold(long seed) {
    RandomCharacters random = new RandomCharacters(seed);
    for (PlantedSecrets kind : PlantedSecrets.values()) {
      for (SourceTrees source : SourceTrees.values()) {
        Planted planted = kind.planted(random);

        JsonNode cleaned = new Redactions().clean(source.with(planted));

        assertThat(strings(cleaned)).as("%s in %s", kind, source).noneMatch(holds(planted));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noSecretSurvivesInATextAndEachIsCountedOnce(long seed) {
    Fakes fakes = new Fakes(seed);
    for (PlantedSecrets kind : PlantedSecrets.values()) {
      Planted planted = fakes.planted(kind);
      if (!planted.text().isEmpty()) {
        Redactions redactions = new Redactions();

        String cleaned = redactions.clean(fakes.clean(8) + " " + planted.text() + " and more");

        assertThat(cleaned).doesNotContain(planted.secret()).endsWith(" and more");
        assertThat(redactions.counts()).as(cleaned).isEqualTo(Map.of(kind.label(), 1));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyValueThatGoesIsCountedOnceByItsKind(long seed) {
    RandomCharacters random = new RandomCharacters(seed);
    Redactions redactions = new Redactions();
    ArrayNode replies = JSON.createArrayNode();
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      PlantedSecrets kind = random.oneOf(List.of(PlantedSecrets.values()));
      replies.add(SourceTrees.GRAPH.with(kind.planted(random)));
      expected.merge(kind.label(), 1, Integer::sum);
    }

    JsonNode cleaned = redactions.clean(replies);

    assertThat(redactions.counts()).isEqualTo(expected);
    assertThat(redactions.clean(cleaned)).isSameAs(cleaned);
    assertThat(redactions.counts()).isEqualTo(expected);
  }

  /** Any pieces glued together, so that borders fall where nobody put them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cleaningTwiceChangesAndCountsNothingMore(long seed) {
    Fakes fakes = new Fakes(seed);
    RandomCharacters random = new RandomCharacters(seed);
    ArrayNode texts = JSON.createArrayNode();
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.upTo(6); part >= 0; part--) {
        Planted planted = fakes.planted(fakes.pick(List.of(PlantedSecrets.values())));
        text.append(fakes.pick(List.of("", "", "=", "-", "_", ".", "/", "\\n", "%", "@", "%40")))
            .append(
                fakes.pick(List.of(fakes.lookAlike(), planted.secret(), planted.text(), "://")));
      }
      texts.add(text.toString()).addObject().put("key", fakes.lookAlike()).put(text.toString(), "");
    }
    Redactions redactions = new Redactions();

    JsonNode once = redactions.clean(texts);
    Map<String, Integer> counts = redactions.counts();

    assertThat(redactions.clean(once)).isSameAs(once);
    assertThat(redactions.counts()).isEqualTo(counts);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void twoHundredIdsThatAreNoSecretsSurviveInEverySource(long seed) {
    List<String> hit = new ArrayList<>();
    for (HarmlessId id : HarmlessIds.of(seed)) {
      for (SourceTrees source : SourceTrees.values()) {
        ObjectNode tree = source == SourceTrees.GTM ? parameter(id) : source.with(id);
        Redactions redactions = new Redactions();
        if (!redactions.clean(tree).equals(tree) || !redactions.counts().isEmpty()) {
          hit.add(source + " " + id);
        }
      }
    }
    assertThat(hit).isEmpty();
  }

  /** A hash in a constant may be a token; only its own key says that it is public. */
  private static ObjectNode parameter(HarmlessId id) {
    return JSON.createObjectNode()
        .put("type", "TEMPLATE")
        .put("key", id.key())
        .put("value", id.value());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aCleanTreeComesBackAsTheSameInstance(long seed) {
    Fakes fakes = new Fakes(seed);
    JsonNode tree = JSON.createArrayNode().add(fakes.clean(60)).add(1).add(fakes.clean(3));

    assertThat(new Redactions().clean(tree)).isSameAs(tree);
  }

  @Test
  void nameAndPlaceOfWhatWentAreKept() {
    Planted token = PlantedSecrets.META_TOKEN.planted(new RandomCharacters(1));
    Redactions redactions = new Redactions();

    JsonNode cleaned = redactions.clean(SourceTrees.GTM.with("accessToken", token.value()));

    JsonNode version = cleaned.path("containerVersion");
    assertThat(version.at("/tag/0/parameter/1"))
        .hasToString(
            "{\"type\":\"TEMPLATE\",\"key\":\"accessToken\",\"value\":\"[redacted:meta-token]\"}");
    assertThat(version.at("/tag/0/parameter/2/list/0/map/0/value").asText())
        .isEqualTo("accessToken");
    assertThat(redactions.counts()).isEqualTo(Map.of("meta-token", 3));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONST - Meta Access Token         | MADE-UP-META-TOKEN         | [redacted:secret]
          CONST - GA4 API Secret (server)   | made-up-secret             | [redacted:secret]
          Const – API-Key – DE              | made-up-key-1              | [redacted:secret]
          CONST - Meta Access Token         | {{Lookup - Access Token}}  | {{Lookup - Access Token}}
          CONST - Meta Access Token         | true                       | true
          CONST - Token endpoint            | /oauth/token/issue         | /oauth/token/issue
          CONST - Access token address      | https://login.example/auth | https://login.example/auth
          CONST - Password hint             | The name of your cat       | The name of your cat
          CONST - Secret sale campaign      | secret-sale-summer-2026    | secret-sale-summer-2026
          CONST - Conversion label          | AbC-D_efG-h12_34-567       | AbC-D_efG-h12_34-567
          """)
  void aConstantThatIsNamedLikeASecretIsOne(String name, String value, String expected) {
    ObjectNode variable = JSON.createObjectNode().put("name", name).put("type", "c");
    variable.putArray("parameter").addObject().put("key", "value").put("value", value);

    assertThat(new Redactions().clean(variable).at("/parameter/0/value").asText())
        .isEqualTo(expected);
    variable.put("type", "v");
    assertThat(new Redactions().clean(variable)).isSameAs(variable);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Authorization, Basic made-up-1, [redacted:secret]",
    "x-api-key, made-up-key-1, [redacted:secret]",
    "X-Gtm-Server-Preview, made-up-key-1, [redacted:secret]",
    "Content-Type, application/json2, application/json2",
    "/forgot-password, Forgot password 2, Forgot password 2",
    "/forgot-password, forgot_password, forgot_password",
    "access_token, {{Token 1 of 2}}, {{Token 1 of 2}}"
  })
  void theRowOfATableSaysWhatItsValueIs(String name, String value, String expected) {
    ObjectNode row = JSON.createObjectNode().put("type", "MAP");
    ArrayNode cells = row.putArray("map");
    cells.addObject().put("type", "TEMPLATE").put("key", "key").put("value", name);
    cells.addObject().put("type", "TEMPLATE").put("key", "value").put("value", value);

    assertThat(new Redactions().clean(row).at("/map/0/value").asText()).isEqualTo(name);
    assertThat(new Redactions().clean(row).at("/map/1/value").asText()).isEqualTo(expected);
  }

  @Test
  void keysAreCleanedTooAndStayDifferent() throws Exception {
    JsonNode tree = JSON.readTree("{\"a@b.example\":1,\"c\":2,\"d@e.example\":3}");
    Redactions redactions = new Redactions();

    assertThat(redactions.clean(tree))
        .hasToString("{\"[redacted:email]\":1,\"c\":2,\"[redacted:email] 3\":3}");
    assertThat(redactions.counts()).isEqualTo(Map.of("email", 2));
    assertThat(tree.has("a@b.example")).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyCharactersAreRead(long seed) {
    RandomTexts random = new RandomTexts(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append(random.hostile(random.upTo(5)))
          .append(random.oneOf(List.of("@", "%40", "://a:", "jane@b.", "token=", "%", "\\")));
    }
    Redactions redactions = new Redactions();
    JsonNode once = redactions.clean(JSON.createObjectNode().put("note", text.toString()));

    assertThat(redactions.clean(once)).isSameAs(once);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a@", "://a:@", "://a:b", "a@b.", "1|", "api_key", "x-us1", "8Q~", "%40"})
  void aTextThatTriesToKeepTheScanBusyIsReadInReasonableTime(String part) {
    JsonNode text = TextNode.valueOf(part.repeat(200_000) + " jane@shop.example");

    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(new Redactions().clean(text).asText()).endsWith("[redacted:email]"));
  }

  @Test
  void countsAreACopy() {
    Redactions redactions = new Redactions();
    Map<String, Integer> before = redactions.counts();

    assertThat(redactions.clean("jane@shop.example")).isEqualTo("[redacted:email]");

    assertThat(before).isEmpty();
    assertThat(redactions.counts()).isEqualTo(Map.of("email", 1));
  }

  private static Predicate<String> holds(Planted planted) {
    return text -> text.contains(planted.secret());
  }

  private static List<String> strings(JsonNode tree) {
    List<String> strings = new ArrayList<>(tree.findValuesAsText("value"));
    collect(tree, strings);
    return strings;
  }

  private static void collect(JsonNode node, List<String> strings) {
    if (node.isTextual()) {
      strings.add(node.asText());
    }
    node.fieldNames().forEachRemaining(strings::add);
    node.forEach(child -> collect(child, strings));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }
}
