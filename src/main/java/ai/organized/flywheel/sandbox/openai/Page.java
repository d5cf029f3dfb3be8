package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** One page of a list, as {@code limit} and {@code after} of the query ask for it. */
final class Page {
  private Page() {}

  /**
   * @param all in the order of the list
   * @param id of an element, which {@code after} refers to
   */
  static <T> ObjectNode of(
      List<T> all,
      Function<T, String> id,
      Function<T, ObjectNode> json,
      Request request,
      int defaultLimit,
      int largestLimit) {
    int limit = limit(request, defaultLimit, largestLimit);
    int from = request.parameter("after").map(after -> positionAfter(all, id, after)).orElse(0);
    int to = Math.min(all.size(), from + limit);
    ObjectNode page = Json.object().put("object", "list");
    ArrayNode data = page.putArray("data");
    all.subList(from, to).forEach(each -> data.add(json.apply(each)));
    page.put("has_more", to < all.size());
    return page;
  }

  private static int limit(Request request, int defaultLimit, int largest) {
    String text = request.parameter("limit").orElse(Integer.toString(defaultLimit));
    // The length is looked at first, so that no number here is too long for an int.
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
      throw OpenAiError.badRequest(
          "Invalid 'limit': expected a whole number from 1 to " + largest + ", got '" + text + "'.",
          "limit",
          "invalid_value");
    }
    if (Integer.parseInt(text) > largest) {
      throw OpenAiError.badRequest(
          "Invalid 'limit': integer above maximum value. Expected a value <= " + largest + ".",
          "limit",
          "integer_above_max_value");
    }
    return Integer.parseInt(text);
  }

  private static <T> int positionAfter(List<T> all, Function<T, String> id, String after) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw OpenAiError.badRequest("No such object: " + after, "after", "invalid_value");
  }
}
