package ai.organized.flywheel.sandbox.http;

import java.util.Map;

/**
 * One request as it arrived.
 *
 * @param number counted from 1 at the start of the sandbox, over every endpoint
 * @param path with the query, as sent
 * @param headers names in lower case, values of one name joined by ", "
 * @param body without chunk framing; what had arrived when the caller hung up half-way
 * @param status the HTTP status answered, or null while (and when) unanswered
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody
public record RecordedRequest(
    int number,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Integer status) {

  RecordedRequest withStatus(Integer newStatus) {
    return new RecordedRequest(number, method, path, headers, body, newStatus);
  }
}
