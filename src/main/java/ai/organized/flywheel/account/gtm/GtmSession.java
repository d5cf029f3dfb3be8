package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Asks Stape's tools about one container; only with actions that read. */
final class GtmSession {
  /** Items a page, the most that the server gives. */
  static final int PAGE = 20;

  /** Far above what Tag Manager lets anyone have of a kind. */
  private static final int MOST_PAGES = 500;

  private final Supplier<McpSession> opening;
  private final String account;
  private final String container;
  private McpSession session;
  private String containerNumber = "";

  /**
   * @param container {@code GTM-…}, which is looked up, or Tag Manager's own number
   */
  GtmSession(Supplier<McpSession> opening, String account, String container) {
    this.opening = opening;
    this.account = account;
    this.container = container;
  }

  /** What a tool answers about the container. */
  JsonNode ask(String tool, String action, ObjectNode more) {
    ObjectNode arguments = arguments(action).put("containerId", containerNumber());
    arguments.setAll(more);
    return call(tool, arguments);
  }

  /** All items of a tool's list of this container's things. */
  ArrayNode list(String tool) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    ObjectNode arguments = arguments("list");
    if (!tool.equals("gtm_container")) {
      arguments.put("containerId", containerNumber());
    }
    int number = 0;
    JsonNode page;
    do {
      page = call(tool, arguments.put("page", ++number).put("itemsPerPage", PAGE));
      if (!page.path("data").isArray()) {
        throw new RefusedException(
            "unexpected_answer", "the Tag Manager server answered " + tool + " without a list");
      }
      page.path("data").forEach(items::add);
    } while (hasNext(page.path("pagination"), page.path("data").size(), number));
    return items;
  }

  /** Asking for a page behind the last one gives the last one again. */
  static boolean hasNext(JsonNode pagination, int items, int number) {
    return number < MOST_PAGES && pagination.path("hasNextPage").asBoolean(items == PAGE);
  }

  private ObjectNode arguments(String action) {
    return JsonNodeFactory.instance.objectNode().put("action", action).put("accountId", account);
  }

  private JsonNode call(String tool, ObjectNode arguments) {
    if (session == null) {
      session = opening.get();
    }
    return session.callToRead(tool, arguments);
  }

  private String containerNumber() {
    if (!container.startsWith("GTM-")) {
      return container;
    }
    if (containerNumber.isEmpty()) {
      for (JsonNode each : list("gtm_container")) {
        if (each.path("publicId").asText().equals(container)) {
          containerNumber = each.path("containerId").asText();
          return containerNumber;
        }
      }
      throw new RefusedException(
          "unknown_container",
          container
              + " is not in account "
              + account
              + " of Tag Manager; correct gtm.account_id or gtm.container_id in the client's"
              + " config.json");
    }
    return containerNumber;
  }

  void close() {
    if (session != null) {
      session.close();
    }
  }
}
