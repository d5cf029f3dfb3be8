package ai.organized.flywheel.remote.openai;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Calls to one server, all with its key and each with a deadline. Whatever the server answers, its
 * key is not in it any more.
 */
public final class OpenAiCalls {
  /** Bytes a second of a slow line, on which a large file takes its time. */
  private static final long SLOWEST = 100_000;

  private final URI base;
  private final String authHeader;
  private final String authorization;
  private final Secret key;
  private final Duration timeout;
  private final Function<RemoteCall, RemoteReply> send;

  /**
   * @param base without a slash at its end
   * @param authorization value of the header
   * @param key what of it must never be repeated
   * @param timeout of an answer, without the time that a file takes
   * @param send passes the egress guard
   */
  public OpenAiCalls(
      URI base,
      String authHeader,
      String authorization,
      Secret key,
      Duration timeout,
      Function<RemoteCall, RemoteReply> send) {
    this.base = base;
    this.authHeader = authHeader;
    this.authorization = authorization;
    this.key = key;
    this.timeout = timeout;
    this.send = send;
  }

  /**
   * @param path with its query, from the base on
   */
  public RemoteReply get(ClientId client, String path) {
    return sent(RemoteCall.get(client, at(path), authorization));
  }

  public RemoteReply post(ClientId client, String path, ObjectNode body) {
    return sent(RemoteCall.postJson(client, at(path), authorization, body.toString()));
  }

  /** Where there is nothing to say but the address. */
  public RemoteReply post(ClientId client, String path) {
    return sent(RemoteCall.postJson(client, at(path), authorization, ""));
  }

  public RemoteReply upload(ClientId client, String path, HttpEntity form) {
    return sent(new RemoteCall(client, "POST", at(path), authorization, null, form));
  }

  private RemoteReply sent(RemoteCall call) {
    RemoteReply reply = send.apply(call.authorizedBy(authHeader).until(deadline(call)));
    return key.isSet() && reply.body().contains(key.value())
        ? new RemoteReply(
            reply.status(), reply.retryAfter(), reply.body().replace(key.value(), "[the key]"))
        : reply;
  }

  private Deadline deadline(RemoteCall call) {
    Duration sending =
        call.body() instanceof HttpEntity file
            ? Duration.ofSeconds(file.getContentLength() / SLOWEST)
            : Duration.ZERO;
    return Deadline.in(timeout.plus(sending));
  }

  private URI at(String path) {
    return URI.create(base + path);
  }
}
