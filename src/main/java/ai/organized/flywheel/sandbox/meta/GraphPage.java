package ai.organized.flywheel.sandbox.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** One page of an edge of the Graph API: {@code data} and {@code paging} with cursors. */
final class GraphPage {
  private static final int LARGEST = 100;

  private GraphPage() {}

  /**
   * @param after cursor of the last row seen, or empty
   * @param next beginning of the address of the next page, which a cursor is appended to
   */
  static ObjectNode of(List<ObjectNode> rows, int limit, String after, String next) {
    int from = after.isEmpty() ? 0 : position(after) + 1;
    int to = Math.min(rows.size(), from + Math.min(limit, LARGEST));
    ObjectNode page = Json.object();
    page.putArray("data").addAll(rows.subList(Math.min(from, to), to));
    if (to > from) {
      ObjectNode paging = page.putObject("paging");
      paging.putObject("cursors").put("before", cursor(from)).put("after", cursor(to - 1));
      if (to < rows.size()) {
        paging.put("next", next + "&after=" + cursor(to - 1));
      }
    }
    return page;
  }

  private static String cursor(int position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("row " + position).getBytes(UTF_8));
  }

  /** Nothing is after a cursor that was never handed out. */
  private static int position(String cursor) {
    for (int position = 0; position < 100_000; position++) {
      if (cursor(position).equals(cursor)) {
        return position;
      }
    }
    return Integer.MAX_VALUE - LARGEST - 1;
  }
}
