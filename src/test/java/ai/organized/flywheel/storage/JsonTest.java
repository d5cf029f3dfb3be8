package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.BrokenException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void canonicalFormHasSortedKeysOnEveryLevelAndNoBlanks() {
    assertThat(Json.text(Json.parse("{ \"b\" : [ {\"z\":1, \"a\":null} ], \"a\":\"größer\" }")))
        .isEqualTo("{\"a\":\"größer\",\"b\":[{\"a\":null,\"z\":1}]}");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderOfKeysAndBlanksDoNotChangeTheCanonicalForm(long seed) {
    JsonNode value = value(new Random(seed), 4);

    JsonNode otherwise = Json.parse(shuffled(value, new Random(seed + 1)).toPrettyString());

    assertThat(Json.canonical(otherwise)).isEqualTo(Json.canonical(value));
    assertThat(Json.parse(Json.text(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{} {}",
        "[1] x",
        "{",
        "[1,]",
        "{'a':1}",
        "// no\n1"
      })
  void whatIsNoStrictJsonIsNotRead(String text) {
    assertThatThrownBy(() -> Json.STRICT.readTree(text))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void textOfOursThatIsNoJsonIsOurFault() {
    assertThatThrownBy(() -> Json.parse("{"))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void complaintDoesNotRepeatTheText() {
    assertThatThrownBy(() -> Json.STRICT.readTree("{\"problem\":\"of a client\",}"))
        .hasMessageNotContaining("of a client");
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> NullNode.instance;
      case 1 -> BooleanNode.valueOf(random.nextBoolean());
      case 2 -> IntNode.valueOf(random.nextInt());
      case 3 -> DoubleNode.valueOf(random.nextDouble());
      case 4 -> TextNode.valueOf("t\"\\\n\u0001ü" + random.nextInt(9));
      case 5 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = Json.STRICT.createArrayNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = Json.STRICT.createObjectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set("k" + random.nextInt(20), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode shuffled(JsonNode value, Random random) {
    if (value instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      Collections.shuffle(keys, random);
      ObjectNode copy = Json.STRICT.createObjectNode();
      keys.forEach(key -> copy.set(key, shuffled(object.get(key), random)));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = Json.STRICT.createArrayNode();
      array.forEach(element -> copy.add(shuffled(element, random)));
      return copy;
    }
    return value;
  }
}
