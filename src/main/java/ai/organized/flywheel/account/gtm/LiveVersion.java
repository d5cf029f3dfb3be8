package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The published version, put together page by page. Asked again after a failure, it goes on where
 * it stopped: Tag Manager lets nobody ask more than a few times a minute.
 */
final class LiveVersion {
  private final GtmSession session;
  private ObjectNode version;
  private JsonNode summary;
  private int kind;
  private int pages;

  LiveVersion(GtmSession session) {
    this.session = session;
  }

  /** As the API gives it, secrets and all: not to be kept like this. */
  ObjectNode read() {
    if (version == null) {
      begin();
    }
    while (kind < EntityKind.ALL.size()) {
      String array = EntityKind.ALL.get(kind).array();
      int expected = summary.path(array + "Count").asInt(-1);
      boolean more = expected != 0 && readPage(array);
      if (!more) {
        requireAll(array, expected);
        kind++;
        pages = 0;
      }
    }
    return version;
  }

  private void begin() {
    JsonNode answer = session.ask("gtm_version", "live", JsonNodeFactory.instance.objectNode());
    if (!(answer.path("version") instanceof ObjectNode head)) {
      throw new RefusedException(
          "unexpected_answer", "the Tag Manager server gave no version of the container");
    }
    version = head.deepCopy();
    summary = answer.path("summary");
    kind = 0;
    pages = 0;
  }

  /** Whether there is a next one. */
  private boolean readPage(String array) {
    ObjectNode which = JsonNodeFactory.instance.objectNode();
    which.put("resourceType", array).put("page", pages + 1).put("itemsPerPage", GtmSession.PAGE);
    JsonNode page = session.ask("gtm_version", "live", which.put("includeSummary", false));
    requireSame(page.path("version"));
    ArrayNode items = version.withArray("/" + array);
    page.path(array).forEach(items::add);
    pages++;
    return GtmSession.hasNext(page.path(array + "Pagination"), page.path(array).size(), pages);
  }

  private void requireSame(JsonNode head) {
    String id = version.path("containerVersionId").asText();
    if (!head.path("containerVersionId").asText(id).equals(id)) {
      version = null; // from the beginning, when it is asked again
      throw new UnavailableException("the container was published while it was being read");
    }
  }

  private void requireAll(String array, int expected) {
    int found = version.path(array).size();
    if (expected > found) {
      throw new RefusedException(
          "unexpected_answer",
          "the Tag Manager server told of " + expected + " under " + array + " and gave " + found);
    }
  }
}
