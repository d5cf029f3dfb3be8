package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Asks the Ollama that is to serve a model whether it has it. */
record MadeModel(URI host, Function<RemoteCall, RemoteReply> send) {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty: it did not say; it may be reached from the trainer only. */
  Optional<Boolean> isServed(TrainingJob job) {
    URI tags = URI.create(host.toString().replaceAll("/+$", "") + "/api/tags");
    try {
      RemoteReply reply =
          send.apply(RemoteCall.get(job.client(), tags, "").until(Deadline.in(LONGEST)));
      JsonNode models = JSON.readTree(reply.body()).path("models");
      return reply.isSuccess() && models.isArray()
          ? Optional.of(contains(models, ModelName.of(job)))
          : Optional.empty();
    } catch (UnavailableException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean contains(JsonNode models, String name) {
    for (JsonNode model : models) {
      if (model.path("name").asText().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
