package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.ClientModelName;
import ai.organized.flywheel.train.modelfile.Modelfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.FileEntity;

/**
 * Through Ollama's own API.
 *
 * <p>A base model that is not there is never named to it: it would try to download one of that
 * name. So it is looked for among those that are there, before every use.
 */
final class ByApi implements WayToOllama {
  /** Whether anybody is there is seen at once. */
  private static final Duration A_GLANCE = Duration.ofSeconds(3);

  private final URI host;
  private final Clients clients;
  private final Function<RemoteCall, RemoteReply> send;
  private final Patience patience;

  ByApi(URI host, Clients clients, Function<RemoteCall, RemoteReply> send, Patience patience) {
    this.host = host;
    this.clients = clients;
    this.send = send;
    this.patience = patience;
  }

  /** Any answer at all will do. */
  boolean isReachable(ClientId client) {
    RemoteCall call = RemoteCall.get(client, at("/api/version"), "");
    try {
      return send.apply(call.until(Deadline.in(A_GLANCE))).status() > 0;
    } catch (UnavailableException e) {
      return false;
    }
  }

  @Override
  public void requireBase(ClientId client, String base) {
    if (GgufFile.isMeantBy(base)) {
      GgufFile.of(base).require();
      models(client, "Looking whether Ollama is there");
      return;
    }
    JsonNode known =
        model(client, base)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "model_not_found",
                        "Ollama"
                            + place()
                            + " has no model "
                            + base
                            + ". Type: ollama pull "
                            + base
                            + ", or set FLYWHEEL_OLLAMA_BASE_MODEL"));
    requireLocal(client, known);
    requireChat(known);
  }

  private void requireLocal(ClientId client, JsonNode known) {
    boolean elsewhere =
        !known.path("remote_host").asText("").isEmpty()
            || !known.path("remote_model").asText("").isEmpty();
    if (elsewhere && !clients.config(client).egressAllowed()) {
      throw new RefusedException(
          403,
          "egress_refused",
          "data of client "
              + client
              + " may not leave, and Ollama"
              + place()
              + " passes "
              + known.path("name").asText()
              + " on to another host; set FLYWHEEL_OLLAMA_BASE_MODEL to a model that runs on it");
    }
  }

  /** Ollama older than capabilities says nothing of them. */
  private static void requireChat(JsonNode known) {
    JsonNode capabilities = known.path("capabilities");
    for (JsonNode capability : capabilities) {
      if (capability.asText().equals("completion")) {
        return;
      }
    }
    if (!capabilities.isEmpty()) {
      throw new RefusedException(
          "invalid_base_model",
          known.path("name").asText()
              + " does not converse; set FLYWHEEL_OLLAMA_BASE_MODEL to a model that does");
    }
  }

  /** The digest of a file that Ollama has already. */
  Optional<String> findFile(ClientId client, GgufFile file) {
    String digest = file.digest();
    RemoteCall call = new RemoteCall(client, "HEAD", at("/api/blobs/" + digest), "", "", null);
    RemoteReply reply = send.apply(call.until(Deadline.in(patience.question())));
    if (reply.status() == 404) {
      return Optional.empty();
    }
    OllamaReply.requireSuccess("Asking Ollama" + place() + " for " + file.name(), reply);
    return Optional.of(digest);
  }

  String upload(ClientId client, GgufFile file) {
    Optional<String> there = findFile(client, file);
    if (there.isPresent()) {
      return there.get();
    }
    String digest = file.digest();
    FileEntity body = new FileEntity(file.path().toFile(), ContentType.APPLICATION_OCTET_STREAM);
    RemoteCall call = new RemoteCall(client, "POST", at("/api/blobs/" + digest), "", null, body);
    RemoteReply reply = send.apply(call.until(Deadline.in(patience.creation())));
    OllamaReply.requireSuccess("Uploading " + file.name() + " to Ollama" + place(), reply);
    return digest;
  }

  @Override
  public void make(TrainingJob job, String name, Modelfile model) {
    requireBase(job.client(), model.from());
    String attempted = "Making " + name + " with Ollama" + place();
    ObjectNode body = CreateBody.of(name, source(job, model.from()), model);
    RemoteCall call = RemoteCall.postJson(job.client(), at("/api/create"), "", body.toString());
    OllamaReply.requireDone(attempted, send.apply(call.until(Deadline.in(patience.creation()))));
    JsonNode made =
        model(job.client(), name)
            .orElseThrow(
                () ->
                    new UnavailableException(
                        attempted + ": it said success, and the model is not listed"));
    requireLocal(job.client(), made);
  }

  private static ObjectNode source(TrainingJob job, String base) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    if (GgufFile.isMeantBy(base)) {
      source.putObject("files").put(GgufFile.of(base).name(), job.fileId());
      return source;
    }
    return source.put("from", base);
  }

  @Override
  public Found find(TrainingJob job, String name, Modelfile model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", name);
    RemoteCall call = RemoteCall.postJson(job.client(), at("/api/show"), "", body.toString());
    RemoteReply reply = send.apply(call.until(Deadline.in(patience.question())));
    if (reply.status() == 404 && reply.body().contains("not found")) {
      return Found.NOTHING;
    }
    JsonNode shown = OllamaReply.object("Looking for " + name + " in Ollama" + place(), reply);
    return CreateBody.isShown(model, shown) ? Found.SAME : Found.OTHER;
  }

  private Optional<JsonNode> model(ClientId client, String name) {
    String listed = ClientModelName.tagged(name);
    for (JsonNode known : models(client, "Looking for " + name)) {
      if (known.path("name").asText().equalsIgnoreCase(listed)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** Asked anew each time: a model can be replaced under its name between two requests. */
  private JsonNode models(ClientId client, String attempted) {
    RemoteCall call = RemoteCall.get(client, at("/api/tags"), "");
    RemoteReply reply = send.apply(call.until(Deadline.in(patience.question())));
    return OllamaReply.object(attempted + " in Ollama" + place(), reply).path("models");
  }

  private String place() {
    return " at " + host.getScheme() + "://" + host.getAuthority();
  }

  private URI at(String path) {
    return URI.create(host + path);
  }
}
