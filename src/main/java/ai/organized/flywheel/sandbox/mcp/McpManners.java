package ai.organized.flywheel.sandbox.mcp;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a sandbox server of the Model Context Protocol speaks.
 *
 * @param requiredHeaders lower-case name to value that every request must carry, else 401
 * @param pageSize tools a page of tools/list
 * @param quirks what some real servers do and most do not
 */
public record McpManners(
    Era era,
    Replies replies,
    Map<String, String> requiredHeaders,
    int pageSize,
    Set<Quirk> quirks) {

  /** Which revisions of the protocol it speaks. */
  public enum Era {
    /** A handshake and sessions, up to 2025-11-25. */
    LEGACY_WITH_SESSIONS,
    /** A handshake that nobody needs, up to 2025-11-25; as Meta's hosted servers do. */
    LEGACY_STATELESS,
    /** 2026-07-28 alone. */
    MODERN,
    /** Both at one address. */
    BOTH
  }

  /** In what form requests are answered. */
  public enum Replies {
    JSON,
    /** A notification comes first, and before it, in the legacy era, an event without data. */
    EVENT_STREAM
  }

  /** What some real servers do and most do not. */
  public enum Quirk {
    /** An unknown session is answered 400 and not 404, as server-everything does. */
    UNKNOWN_SESSION_IS_400,
    /** Hangs up before a tool's answer, which is then fetched with GET and Last-Event-ID. */
    HANGS_UP_BEFORE_THE_ANSWER,
    /** Asks the caller something ({@code ping}, {@code roots/list}) before it answers. */
    ASKS_BACK,
    /** Ignores the revision that a request names, as servers before 2025-06-18 do. */
    IGNORES_THE_REVISION,
    /** Says nothing about what its tools change, as Pipeboard's open server does. */
    NO_ANNOTATIONS
  }

  public static McpManners of(Era era, Replies replies) {
    return new McpManners(era, replies, Map.of(), 100, Set.of());
  }

  /** Demands one header more. */
  public McpManners withHeader(String lowerCaseName, String value) {
    Map<String, String> more = new HashMap<>(requiredHeaders);
    more.put(lowerCaseName, value);
    return new McpManners(era, replies, Map.copyOf(more), pageSize, quirks);
  }

  public McpManners withPageSize(int newPageSize) {
    return new McpManners(era, replies, requiredHeaders, newPageSize, quirks);
  }

  public McpManners withQuirk(Quirk quirk) {
    Set<Quirk> more = EnumSet.of(quirk);
    more.addAll(quirks);
    return new McpManners(era, replies, requiredHeaders, pageSize, Set.copyOf(more));
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
