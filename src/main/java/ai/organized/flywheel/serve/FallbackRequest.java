package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;

/**
 * A question that no model of the client can answer now.
 *
 * @param question text of the last user message; empty: there is none
 * @param because why, as a word
 */
public record FallbackRequest(ClientId client, String question, String because) {}
