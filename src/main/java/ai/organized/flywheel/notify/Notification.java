package ai.organized.flywheel.notify;

import ai.organized.flywheel.client.ClientId;

/** One message that waits to be told. */
public record Notification(String id, ClientId client, String kind, String text, int failures) {}
