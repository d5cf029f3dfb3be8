package ai.organized.flywheel.remote;

import ai.organized.flywheel.client.ClientId;
import java.net.URI;
import java.util.Optional;

/**
 * One HTTP call on behalf of a client.
 *
 * @param client whose data it carries; the egress guard asks
 * @param authHeader name of the header that carries the authorization
 * @param authorization its value, or empty for none
 * @param contentType type of the body, or empty for no body or one that knows its own
 * @param body text, an HttpClient entity, or null
 * @param deadline by which the whole reply must be there; empty: as the route has it
 */
public record RemoteCall(
    ClientId client,
    String method,
    URI uri,
    String authHeader,
    String authorization,
    String contentType,
    Object body,
    Optional<Deadline> deadline) {
  private static final String USUAL = "Authorization";

  public RemoteCall(
      ClientId client,
      String method,
      URI uri,
      String authorization,
      String contentType,
      Object body) {
    this(client, method, uri, USUAL, authorization, contentType, body, Optional.empty());
  }

  public static RemoteCall get(ClientId client, URI uri, String authorization) {
    return new RemoteCall(client, "GET", uri, authorization, "", null);
  }

  public static RemoteCall postJson(ClientId client, URI uri, String authorization, String json) {
    return new RemoteCall(client, "POST", uri, authorization, "application/json", json);
  }

  /** The same call, whose reply is of no use later. */
  public RemoteCall until(Deadline end) {
    return new RemoteCall(
        client, method, uri, authHeader, authorization, contentType, body, Optional.of(end));
  }

  /** The same call, authorized by a header of another name. */
  public RemoteCall authorizedBy(String header) {
    return new RemoteCall(client, method, uri, header, authorization, contentType, body, deadline);
  }

  /** Milliseconds until the deadline, in digits; empty when there is none. */
  public String millisLeft() {
    return deadline.map(end -> String.valueOf(end.left().toMillis())).orElse("");
  }

  /** The address without its query and without what a webhook keeps secret in its path. */
  public String place() {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  @Override
  public String toString() {
    return method + " " + place() + " for client " + client;
  }
}
