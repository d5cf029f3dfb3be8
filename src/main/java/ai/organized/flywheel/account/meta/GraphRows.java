package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The rows of a reply: {@code {"data": […]}}, or the array alone. */
final class GraphRows {
  private GraphRows() {}

  /**
   * @param what was asked, for the message
   */
  static List<JsonNode> of(String what, JsonNode reply) {
    JsonNode data = reply.isArray() ? reply : reply.path("data");
    if (!data.isArray()) {
      throw new RefusedException("meta_reply", what + ": the answer holds no list");
    }
    List<JsonNode> rows = new ArrayList<>();
    data.forEach(rows::add);
    return rows;
  }
}
