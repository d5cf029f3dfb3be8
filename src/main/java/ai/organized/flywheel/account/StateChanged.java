package ai.organized.flywheel.account;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.notify.Message;
import java.util.Optional;

/** People are told of what makes a model stale or wrong, and of nothing else in the accounts. */
final class StateChanged {
  private StateChanged() {}

  static Optional<Message> message(ClientId client, StateVersion version) {
    return switch (version.change()) {
      case MAJOR -> Optional.of(message(client, version, "a model trained before is wrong"));
      case MINOR -> Optional.of(message(client, version, "a model trained before is stale"));
      case SAME, PATCH, FIRST -> Optional.empty();
    };
  }

  private static Message message(ClientId client, StateVersion version, String meaning) {
    return Message.of(
            "state_changed",
            client + ": its account state is " + version.version(),
            client + " has account state " + version.version() + ": " + version.reason())
        .with("Meaning", meaning)
        .next("To see what changed", "flywheel account diff --client " + client);
  }
}
