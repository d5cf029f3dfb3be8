package ai.organized.flywheel.serve;

import java.net.URI;

/**
 * Where a model answers, in OpenAI's protocol.
 *
 * @param chatCompletions address of the chat completions
 * @param embeddings address of the embeddings
 * @param authHeader name of the header that carries the authorization
 * @param authorization its value; empty: none is wanted
 */
public record ModelPlace(
    URI chatCompletions, URI embeddings, String authHeader, String authorization) {
  @Override
  public String toString() {
    return chatCompletions.getScheme() + "://" + chatCompletions.getAuthority();
  }
}
