package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends answers of the legacy era, as JSON or as events; keeps those whose stream it cut off. */
final class LegacyReplies {
  private static final long RETRY_MILLIS = 20;

  private final McpManners manners;

  /** Answers that were not sent yet, by the id of the event they come after. */
  private final Map<String, ObjectNode> kept = new ConcurrentHashMap<>();

  LegacyReplies(McpManners manners) {
    this.manners = manners;
  }

  Reply send(ObjectNode answer) {
    if (manners.replies() == Replies.JSON) {
      return Reply.json(200, answer);
    }
    List<byte[]> events = new ArrayList<>();
    events.add(McpEvents.priming(Ids.next("", 8), RETRY_MILLIS));
    events.add(McpEvents.notification());
    if (manners.has(Quirk.ASKS_BACK)) {
      events.add(McpEvents.question("ping", 1));
      events.add(McpEvents.question("roots/list", 2));
    }
    events.add(McpEvents.message(answer));
    return Reply.stream(events);
  }

  /** The answer to a request that may take long, which is when a server hangs up meanwhile. */
  Reply sendWorked(ObjectNode answer) {
    if (!manners.has(Quirk.HANGS_UP_BEFORE_THE_ANSWER)) {
      return send(answer);
    }
    String id = Ids.next("", 8);
    kept.put(id, answer);
    return Reply.stream(List.of(McpEvents.priming(id, RETRY_MILLIS)));
  }

  Reply resume(String lastEventId) {
    ObjectNode answer = kept.remove(lastEventId);
    return answer == null
        ? McpEndpoint.notAllowed()
        : Reply.stream(List.of(McpEvents.message(answer)));
  }
}
