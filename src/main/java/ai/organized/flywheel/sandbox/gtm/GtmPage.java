package ai.organized.flywheel.sandbox.gtm;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A page of items; one behind the last is the last one again, as with Stape. */
record GtmPage(ArrayNode items, ObjectNode pagination) {
  static final int MOST = 20;

  static GtmPage of(JsonNode all, ObjectNode arguments) {
    int size = arguments.path("itemsPerPage").asInt(MOST);
    int pages = (all.size() + size - 1) / size;
    int number = Math.max(1, Math.min(arguments.path("page").asInt(1), pages));
    ObjectNode pagination = Json.object();
    ArrayNode items = Json.object().putArray("items");
    for (int i = (number - 1) * size; i < Math.min(all.size(), number * size); i++) {
      items.add(all.get(i));
    }
    pagination.put("currentPage", number).put("itemsPerPage", size);
    pagination.put("totalItems", all.size()).put("totalPages", pages);
    pagination.put("hasNextPage", number < pages).put("hasPreviousPage", number > 1);
    return new GtmPage(items, pagination);
  }
}
