package ai.organized.flywheel.sandbox;

import ai.organized.flywheel.sandbox.http.Faults;
import ai.organized.flywheel.sandbox.http.Hold;
import ai.organized.flywheel.sandbox.http.Holds;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.RequestLog;
import ai.organized.flywheel.sandbox.http.SpoiledReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server whose requests are on record, and can be made to wait or to go wrong. */
abstract class ObservedServer {
  final RequestLog log = new RequestLog();
  final Faults faults = new Faults();
  final Holds holds = new Holds();

  /** Everything received so far, in order; the n-th is at index n - 1. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  /** Bytes of all request bodies. */
  public long bytesReceived() {
    return log.bytesReceived();
  }

  /**
   * Has the number-th request since the start wait at this point, unanswered, until {@link
   * #releaseHeld} or the end of the sandbox. On release the request goes on, unless its caller has
   * hung up meanwhile: then its work, if not yet done, is never done.
   */
  public void holdRequest(int number, Hold when) {
    holds.plan(number, when);
  }

  /** Blocks until a request is being held, and returns it. */
  public RecordedRequest awaitHeld(Duration patience) {
    return holds.await(patience);
  }

  /** Lets every request go on that is being held now. */
  public void releaseHeld() {
    holds.release();
  }

  /** Answers the number-th request since the start like this instead of working on it. */
  public void failRequest(int number, int status, String body, Map<String, String> headers) {
    faults.at(number, Reply.ordered(status, body, headers));
  }

  /**
   * Answers one request to come like this instead of working on it: the next with this method and
   * with a path (which starts with {@code /v1/}, {@code /services/} or {@code /mcp/}) that starts
   * so. Several orders are served one after the other. A busy service is status 429 with the header
   * Retry-After.
   */
  public void failNext(
      String method, String pathPrefix, int status, String body, Map<String, String> headers) {
    faults.next(method, pathPrefix, Reply.ordered(status, body, headers));
  }

  /** Does the work of one request to come, chosen as {@link #failNext} does, and hangs up. */
  public void loseNextAnswer(String method, String pathPrefix) {
    faults.loseNext(method, pathPrefix);
  }

  /** Answers one request to come with this, chosen as {@link #failNext} chooses. */
  public void spoilNext(String method, String pathPrefix, SpoiledReply spoiled) {
    faults.next(method, pathPrefix, spoiled.reply());
  }
}
