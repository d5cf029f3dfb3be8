package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;

/**
 * A row of {@code /v1/models}.
 *
 * @param created seconds since 1970
 */
public record ModelRow(String id, ClientId client, long created) {}
