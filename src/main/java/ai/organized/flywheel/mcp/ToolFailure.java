package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Sorts what went wrong inside a tool: a limit that passes, or a no. */
final class ToolFailure {
  /** Of Meta's Graph API: application, user, page and business use case limits. */
  private static final Set<String> META_LIMITS = Set.of("4", "17", "32", "613");

  private static final Pattern LIMIT =
      Pattern.compile(
          "rate.?limit|request limit|too many (calls|requests)|resource_exhausted|quota exceeded"
              + "|(HTTP|Google API) (Error:? |status )?(429|5[0-9][0-9])\\b",
          Pattern.CASE_INSENSITIVE);

  private ToolFailure() {}

  /**
   * @param what was attempted, for the message
   * @param said fit for a message
   * @param error everything that was said, to find codes in
   */
  static FailureException of(String what, String said, JsonNode error) {
    String message = said.isEmpty() ? what : what + ": " + said;
    return isLimit(error)
        ? new UnavailableException(message)
        : new RefusedException("tool_refused", message);
  }

  private static boolean isLimit(JsonNode error) {
    return error.findValuesAsText("code").stream().anyMatch(META_LIMITS::contains)
        || LIMIT.matcher(error.toString()).find();
  }
}
