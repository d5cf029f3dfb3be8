package ai.organized.flywheel.notify;

import ai.organized.flywheel.client.ClientId;
import java.util.Optional;

/**
 * One message that waits to be told.
 *
 * @param text in words
 * @param blocks the same as Slack's blocks, a JSON array; empty: there are none
 */
public record Notification(
    String id, ClientId client, String kind, String text, Optional<String> blocks, int failures) {}
