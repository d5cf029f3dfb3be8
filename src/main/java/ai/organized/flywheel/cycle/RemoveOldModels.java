package ai.organized.flywheel.cycle;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.registry.OldVersions;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room on own hardware: the models of old versions are taken out of Ollama. Their rows and
 * files stay.
 */
public final class RemoveOldModels {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveOldModels.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OldVersions old;
  private final ModelRegistry registry;
  private final AuditLog audit;
  private final URI ollama;
  private final Function<RemoteCall, RemoteReply> send;

  /**
   * @param ollama address of its API
   * @param send passes the egress guard
   */
  public RemoveOldModels(
      OldVersions old,
      ModelRegistry registry,
      AuditLog audit,
      URI ollama,
      Function<RemoteCall, RemoteReply> send) {
    this.old = old;
    this.registry = registry;
    this.audit = audit;
    this.ollama = ollama;
    this.send = send;
  }

  /**
   * What cannot be removed now is tried again the next time; nobody goes back to it meanwhile, for
   * it may be gone.
   */
  public void of(ClientId client) {
    for (ModelVersion version : old.due(client)) {
      if (old.claim(version)) {
        remove(version);
      }
    }
  }

  private void remove(ModelVersion version) {
    String model = version.modelId().orElseThrow();
    try {
      requireRemoved(send.apply(removal(version.client(), model)), model);
      old.removed(
          version,
          handle ->
              audit.add(
                  handle,
                  AuditLog.LOOP,
                  Action.RETIRED,
                  version.client(),
                  version.version(),
                  model + " was removed from Ollama to make room; its lines and its verdict stay"));
    } catch (FailureException e) {
      LOG.warn("{} stays in Ollama for now: {}", model, e.getMessage());
    }
    registry.project(version.client());
  }

  private RemoteCall removal(ClientId client, String model) {
    String body = JsonNodeFactory.instance.objectNode().put("model", model).toString();
    URI address = URI.create(ollama + "/api/delete");
    return new RemoteCall(client, "DELETE", address, "", "application/json", body)
        .until(Deadline.in(PATIENCE));
  }

  /** One that is gone already was what we wanted. */
  private static void requireRemoved(RemoteReply reply, String model) {
    boolean gone = reply.status() == 404 && reply.body().contains("not found");
    if (!reply.isSuccess() && !gone) {
      throw new UnavailableException("removing " + model + ", Ollama answered " + reply.status());
    }
  }
}
