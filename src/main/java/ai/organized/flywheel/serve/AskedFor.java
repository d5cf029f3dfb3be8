package ai.organized.flywheel.serve;

/**
 * How a request names its client; each may be null.
 *
 * @param header value of {@code x-client-id}
 * @param model of the body
 * @param metadataClient {@code metadata.client_id} of the body
 */
public record AskedFor(String header, String model, String metadataClient) {}
