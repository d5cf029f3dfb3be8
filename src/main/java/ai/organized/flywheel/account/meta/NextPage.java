package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What to add to a query to get its next page. */
final class NextPage {
  /** What edges without cursors page by; nothing else is taken over from an address of theirs. */
  private static final Set<String> PAGING =
      Set.of("after", "offset", "since", "until", "__paging_token", "__after_id");

  private NextPage() {}

  /**
   * Empty on the last page, which is the one without {@code paging.next}.
   *
   * @param what was asked, for the message
   * @throws RefusedException when there is a next page and no way to ask for it
   */
  static Map<String, String> of(String what, JsonNode page) {
    JsonNode paging = page.path("paging");
    if (!paging.path("next").isTextual()) {
      return Map.of();
    }
    String after = paging.path("cursors").path("after").asText("");
    Map<String, String> query =
        after.isEmpty() ? fromAddress(paging.path("next").textValue()) : Map.of("after", after);
    if (query.isEmpty()) {
      throw new RefusedException("meta_paging", what + ": the next page has no cursor");
    }
    return query;
  }

  private static Map<String, String> fromAddress(String next) {
    Map<String, String> query = new LinkedHashMap<>();
    int start = next.indexOf('?');
    for (String pair : (start < 0 ? "" : next.substring(start + 1)).split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      if (nameAndValue.length == 2 && PAGING.contains(nameAndValue[0])) {
        query.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
