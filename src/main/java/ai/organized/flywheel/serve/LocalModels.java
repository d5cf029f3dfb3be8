package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Ollama can pass a model's requests on to another host. Before the text of a client whose data may
 * not leave goes to a model, Ollama is asked whether it does so with this one.
 */
public final class LocalModels {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Clients clients;
  private final Function<RemoteCall, RemoteReply> send;

  public LocalModels(Clients clients, Function<RemoteCall, RemoteReply> send) {
    this.clients = clients;
    this.send = send;
  }

  /**
   * Asked each time: a model can be replaced under its name between two questions.
   *
   * @throws RefusedException when it would pass on what may not leave, or does not have the model
   */
  public void require(ClientId client, String model, ModelPlace place) {
    if (clients.config(client).egressAllowed()) {
      return;
    }
    URI tags = place.chatCompletions().resolve("../../api/tags");
    RemoteReply reply = send.apply(RemoteCall.get(client, tags, "").until(Deadline.in(LONGEST)));
    for (JsonNode known : OpenAiReply.read("asking Ollama for its models", reply).path("models")) {
      if (known.path("name").asText().equalsIgnoreCase(tagged(model))) {
        requireLocal(client, model, known);
        return;
      }
    }
    throw new RefusedException(
        "model_not_found",
        "Ollama at " + place + " has no model " + model + ". Type: ollama pull " + model);
  }

  private static void requireLocal(ClientId client, String model, JsonNode known) {
    boolean passedOn =
        !known.path("remote_host").asText("").isEmpty()
            || !known.path("remote_model").asText("").isEmpty();
    if (passedOn) {
      throw new RefusedException(
          403,
          "egress_refused",
          "data of client "
              + client
              + " may not leave, and Ollama passes "
              + model
              + " on to another host; name one that runs on it");
    }
  }

  private static String tagged(String model) {
    return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
  }
}
