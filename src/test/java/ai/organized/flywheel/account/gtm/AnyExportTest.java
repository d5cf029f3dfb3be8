package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnyExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] FILES = {
    "web-container.json", "server-container.json", "api-shape.json"
  };

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfThingsMakesNoDifference(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] whole = Exports.bytes(FILES[random.nextInt(FILES.length)]);

    GtmExport mixed = Exports.export("m.json", mixed(JSON.readTree(whole), random).toString());

    GtmExport plain = new GtmExportReader().read("plain.json", whole);
    assertThat(mixed.container()).isEqualTo(plain.container());
    assertThat(mixed.rawEvents()).isEqualTo(plain.rawEvents());
    assertThat(DraftChanges.between(plain, mixed).isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverStandsWhereSomethingElseShouldIsReadOrRefused(long seed) throws IOException {
    Random random = new Random(seed);
    JsonNode export = JSON.readTree(Exports.bytes(FILES[random.nextInt(FILES.length)]));
    for (int i = 0; i < 5; i++) {
      spoil(export, random);
    }
    try {
      GtmExport read = Exports.export("spoilt.json", export.toString());

      assertThat(read.container()).isNotNull();
      assertThat(read.rawEvents()).isNotNull();
      assertThat(DraftChanges.between(read, read).isEmpty()).isTrue();
    } catch (RefusedException e) {
      assertThat(e).hasMessageStartingWith("GTM export spoilt.json ");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyChangedByteIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[] bytes = Exports.bytes(FILES[random.nextInt(FILES.length)]);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    try {
      assertThat(new GtmExportReader().read("byte.json", bytes).container()).isNotNull();
    } catch (RefusedException e) {
      assertThat(e).hasMessageStartingWith("GTM export byte.json ");
    }
  }

  /** Arrays whose order means nothing, and keys of objects, in any order. */
  private static JsonNode mixed(JsonNode node, Random random) {
    if (node.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      node.forEach(item -> items.add(mixed(item, random)));
      Collections.shuffle(items, random);
      return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
    if (node.isObject()) {
      List<String> keys = new ArrayList<>();
      node.fieldNames().forEachRemaining(keys::add);
      Collections.shuffle(keys, random);
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      keys.forEach(key -> copy.set(key, mixed(node.get(key), random)));
      return copy;
    }
    return node;
  }

  /** Something else in the place of one node, somewhere. */
  private static void spoil(JsonNode root, Random random) {
    List<JsonNode> inner = new ArrayList<>();
    collect(root, inner);
    JsonNode parent = inner.get(random.nextInt(inner.size()));
    if (parent instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), other(random));
    } else if (parent instanceof ObjectNode object && !object.isEmpty()) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      object.set(keys.get(random.nextInt(keys.size())), other(random));
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node.isContainerNode()) {
      inner.add(node);
      node.forEach(child -> collect(child, inner));
    }
  }

  private static JsonNode other(Random random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(9)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(random.nextInt());
      case 2 -> make.booleanNode(random.nextBoolean());
      case 3 -> make.textNode("{{" + "x".repeat(random.nextInt(5)) + "}}");
      case 4 -> make.textNode("dataLayer.push({event: '" + random.nextInt());
      case 5 -> make.arrayNode().add(1).add("a").addNull();
      case 6 -> make.objectNode().put("value", 1).putNull("key");
      case 7 -> deep(random);
      default -> make.textNode("");
    };
  }

  private static JsonNode deep(Random random) {
    JsonNode node = JsonNodeFactory.instance.textNode("deep");
    for (int i : IntStream.range(0, random.nextInt(500)).toArray()) {
      node =
          i % 2 == 0 ? JSON.createArrayNode().add(node) : JSON.createObjectNode().set("list", node);
    }
    return node;
  }
}
