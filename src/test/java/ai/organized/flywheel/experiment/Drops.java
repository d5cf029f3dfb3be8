package ai.organized.flywheel.experiment;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up experiments, as people would drop them. */
public final class Drops {
  private Drops() {}

  /** The n-th experiment of hre: always the same one. */
  public static ObjectNode experiment(int n) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("id", id(n).toString());
    json.put("client_id", "hre");
    json.put("run_id", "exp-2026-04-07-%03d".formatted(n));
    json.put("problem", "Purchase tag " + n + " fires without a value");
    json.put("solution", "Read ecommerce.value in variable " + n + " and map it to the tag");
    json.put("score", (n % 99 + 1) / 100.0);
    json.put("timestamp", "2026-04-07T%02d:%02d:00Z".formatted(n / 60 % 24, n % 60));
    json.putObject("account_snapshot").put("tags", 27).put("triggers", n % 20);
    json.putArray("sources_used").add("gtm").add("google_ads").add("meta");
    return json;
  }

  /** Experiments 0 to {@code count}. */
  static List<ObjectNode> experiments(int count) {
    return IntStream.range(0, count).mapToObj(Drops::experiment).toList();
  }

  public static UUID id(int n) {
    return new UUID(0x1f2e3d4c5b6a4788L, 0x8000000000000000L + n);
  }

  static ObjectNode with(ObjectNode object, String field, String jsonValue) {
    return object.set(field, Json.parse(jsonValue));
  }

  static ObjectNode without(ObjectNode object, String field) {
    object.remove(field);
    return object;
  }

  /** Experiments 0 to {@code count}, every second one without an id. */
  public static List<ObjectNode> halfWithoutIds(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> n % 2 == 0 ? experiment(n) : without(experiment(n), "id"))
        .toList();
  }

  public static String lines(List<ObjectNode> objects) {
    return objects.stream().map(ObjectNode::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  static String lines(ObjectNode... objects) {
    return lines(List.of(objects));
  }

  static String array(List<ObjectNode> objects) {
    ArrayNode array = Json.STRICT.createArrayNode().addAll(objects);
    return array.toPrettyString();
  }

  /** The same object with its keys, on every level, the other way round. */
  static ObjectNode reversed(ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    Collections.reverse(keys);
    ObjectNode reversed = object.objectNode();
    for (String key : keys) {
      reversed.set(
          key, object.get(key) instanceof ObjectNode inner ? reversed(inner) : object.get(key));
    }
    return reversed;
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static InputStream joined(InputStream... streams) {
    return new SequenceInputStream(Collections.enumeration(List.of(streams)));
  }

  /** A text of {@code length} letters that is nowhere held in memory. */
  static InputStream letters(long length) {
    return repeated("x".repeat(1000), length);
  }

  /** A text again and again, {@code length} bytes or a little more; nowhere held in memory. */
  public static InputStream repeated(String text, long length) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int copies = (int) ((length + bytes.length - 1) / bytes.length);
    return new SequenceInputStream(
        Collections.enumeration(
            new AbstractList<InputStream>() {
              @Override
              public InputStream get(int index) {
                return new ByteArrayInputStream(bytes);
              }

              @Override
              public int size() {
                return copies;
              }
            }));
  }
}
