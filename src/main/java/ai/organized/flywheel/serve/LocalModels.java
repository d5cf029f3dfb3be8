package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Ollama can pass a model's requests on to another host. Before the text of a client whose data may
 * not leave goes to a model, Ollama is asked whether it does so with this one.
 */
public final class LocalModels {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * How long a good answer holds: a model is replaced under its name by a person who types a
   * command, and so long the text of a client could go on to where the new one passes it. Asking
   * before each request would double the time until an answer begins.
   */
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  /**
   * How long no answer, or one without the model, holds: else each request to a server that is
   * silent would hold a thread until its own time is over.
   */
  private static final Duration BAD_FOR = Duration.ofSeconds(1);

  private final Clients clients;
  private final Function<RemoteCall, RemoteReply> send;
  private final Map<URI, Heard> heard = new ConcurrentHashMap<>();
  private final Map<URI, Object> asking = new ConcurrentHashMap<>();

  /**
   * What a server said last.
   *
   * @param models that it has; nothing when it did not answer
   * @param silence why it did not
   */
  private record Heard(JsonNode models, Optional<FailureException> silence, long nanos) {
    boolean isYoungerThan(Duration age) {
      return System.nanoTime() - nanos < age.toNanos();
    }
  }

  public LocalModels(Clients clients, Function<RemoteCall, RemoteReply> send) {
    this.clients = clients;
    this.send = send;
  }

  /**
   * Asked anew when the last good answer is older than five seconds, a bad one than one.
   *
   * @throws RefusedException when it would pass on what may not leave, or does not have the model
   */
  public void require(ClientId client, String model, ModelPlace place) {
    if (clients.config(client).egressAllowed()) {
      return;
    }
    Heard last = hear(client, model, place);
    if (last.silence().isPresent()) {
      throw last.silence().get();
    }
    requireLocal(client, model, find(last, model).orElseThrow(() -> missing(model, place)));
  }

  /** One asks, and who comes meanwhile takes its answer. */
  private Heard hear(ClientId client, String model, ModelPlace place) {
    Heard last = heard.get(place.chatCompletions());
    if (holds(last, model)) {
      return last;
    }
    synchronized (asking.computeIfAbsent(place.chatCompletions(), any -> new Object())) {
      last = heard.get(place.chatCompletions());
      if (!holds(last, model)) {
        last = ask(client, place);
        heard.put(place.chatCompletions(), last);
      }
      return last;
    }
  }

  private static boolean holds(Heard last, String model) {
    if (last == null) {
      return false;
    }
    boolean good = find(last, model).filter(LocalModels::runsThere).isPresent();
    return last.isYoungerThan(good ? GOOD_FOR : BAD_FOR);
  }

  private Heard ask(ClientId client, ModelPlace place) {
    URI tags = place.chatCompletions().resolve("../../api/tags");
    try {
      RemoteReply reply = send.apply(RemoteCall.get(client, tags, "").until(Deadline.in(LONGEST)));
      JsonNode models = OpenAiReply.read("asking Ollama for its models", reply).path("models");
      return new Heard(models, Optional.empty(), System.nanoTime());
    } catch (RefusedException | UnavailableException e) {
      return new Heard(MissingNode.getInstance(), Optional.of(e), System.nanoTime());
    }
  }

  private static Optional<JsonNode> find(Heard last, String model) {
    for (JsonNode known : last.models()) {
      if (known.path("name").asText().equalsIgnoreCase(tagged(model))) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static RefusedException missing(String model, ModelPlace place) {
    return new RefusedException(
        "model_not_found",
        "Ollama at " + place + " has no model " + model + ". Type: ollama pull " + model);
  }

  private static boolean runsThere(JsonNode known) {
    return known.path("remote_host").asText("").isEmpty()
        && known.path("remote_model").asText("").isEmpty();
  }

  private static void requireLocal(ClientId client, String model, JsonNode known) {
    if (!runsThere(known)) {
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
