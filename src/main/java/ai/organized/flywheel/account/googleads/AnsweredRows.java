package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rows in what a server answered: a list of them, a list in an object, the batches of
 * Google's searchStream, or one JSON text a row, as FastMCP sends lists to old clients.
 *
 * <p>Anything else is refused: an answer that is not understood is not an empty one.
 */
final class AnsweredRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> WRAPPERS = List.of("results", "result", "data", "rows");

  private AnsweredRows() {}

  static ArrayNode in(JsonNode answer) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    collect(answer.isTextual() ? parsed(answer.textValue()) : answer, rows);
    return rows;
  }

  private static void collect(JsonNode node, ArrayNode rows) {
    if (node instanceof ArrayNode list) {
      list.forEach(item -> collect(item, rows));
    } else if (node instanceof ObjectNode object) {
      Optional<JsonNode> wrapped = wrapped(object);
      if (wrapped.isPresent()) {
        collect(wrapped.get(), rows);
      } else if (!isEmptyPage(object)) {
        rows.add(requireRow(object));
      }
    } else {
      throw notUnderstood();
    }
  }

  private static Optional<JsonNode> wrapped(ObjectNode object) {
    return WRAPPERS.stream()
        .filter(object::has)
        .map(object::get)
        .filter(JsonNode::isArray)
        .findFirst();
  }

  /** Google's REST leaves out {@code results} when there are none. */
  private static boolean isEmptyPage(ObjectNode object) {
    return object.has("fieldMask");
  }

  /** Values stand under a dotted name, or in an object a resource. */
  private static ObjectNode requireRow(ObjectNode object) {
    boolean dotted = false;
    boolean nested = false;
    for (var each : object.properties()) {
      dotted |= each.getKey().indexOf('.') > 0;
      nested |= each.getValue().isObject();
    }
    if (object.has("error") || !(dotted || nested)) {
      throw notUnderstood();
    }
    return object;
  }

  private static ArrayNode parsed(String text) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    String json = text.replaceFirst("^Query result:\\s*", "");
    try (MappingIterator<JsonNode> each = JSON.readerFor(JsonNode.class).readValues(json)) {
      while (each.hasNext()) {
        values.add(each.next());
      }
    } catch (JsonProcessingException e) {
      throw notUnderstood();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory", e);
    }
    if (values.isEmpty()) {
      throw notUnderstood();
    }
    return values;
  }

  private static RefusedException notUnderstood() {
    return new RefusedException(
        "google_ads_answer", "the Google Ads server answered something that is no list of rows");
  }
}
