package ai.organized.flywheel.remote;

import ai.organized.flywheel.client.ClientId;
import java.net.URI;

/**
 * One HTTP call on behalf of a client.
 *
 * @param client whose data it carries; the egress guard asks
 * @param authorization value of the Authorization header, or empty for none
 * @param contentType type of the body, or empty for no body or one that knows its own
 * @param body text, an HttpClient entity, or null
 */
public record RemoteCall(
    ClientId client,
    String method,
    URI uri,
    String authorization,
    String contentType,
    Object body) {

  public static RemoteCall get(ClientId client, URI uri, String authorization) {
    return new RemoteCall(client, "GET", uri, authorization, "", null);
  }

  public static RemoteCall postJson(ClientId client, URI uri, String authorization, String json) {
    return new RemoteCall(client, "POST", uri, authorization, "application/json", json);
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
