package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The body of {@code POST /v1/fine_tuning/jobs}, which holds nothing the service does not know. */
record FineTuningRequest(
    String model,
    String trainingFile,
    Optional<String> validationFile,
    Optional<String> suffix,
    Optional<Integer> seed,
    String method,
    Hyperparameters hyperparameters,
    Map<String, String> metadata) {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "training_file",
          "validation_file",
          "suffix",
          "seed",
          "method",
          "hyperparameters",
          "metadata",
          "integrations");
  private static final List<String> METHODS = List.of("supervised", "dpo", "reinforcement");
  private static final int MOST_METADATA = 16;

  static FineTuningRequest parse(Request request) {
    Set<String> known = new TreeSet<>(FIELDS);
    if (request.path().startsWith("/openai/")) {
      known.add("trainingType"); // Azure's: global, standard or developer
    }
    Parameters body = Parameters.ofBody(request).allowOnly(known).refuseNulls();
    String model = body.requiredText("model");
    if (!BaseModels.TRAINABLE.contains(model)) {
      throw OpenAiError.badRequest(
          "Model " + model + " is not available for fine-tuning or does not exist.",
          null,
          "model_not_available");
    }
    if (body.any("integrations").filter(given -> !given.isEmpty()).isPresent()) {
      throw body.invalid("integrations", "this organization has no integration set up");
    }
    Optional<Parameters> method = body.object("method");
    if (method.isPresent() && body.any("hyperparameters").isPresent()) {
      throw body.invalid("hyperparameters", "use 'method' alone, the two exclude each other");
    }
    String type = method.map(FineTuningRequest::type).orElse("supervised");
    if (type.equals("reinforcement")) {
      throw body.invalid("method", "model " + model + " has no method reinforcement");
    }
    Optional<Parameters> hyperparameters =
        method.isPresent()
            ? method.get().object(type).flatMap(FineTuningRequest::hyperparameters)
            : body.object("hyperparameters");
    return new FineTuningRequest(
        model,
        body.requiredText("training_file"),
        body.text("validation_file"),
        body.text("suffix").map(suffix -> checkedSuffix(body, suffix)),
        body.whole("seed", 0, Integer.MAX_VALUE),
        type,
        Hyperparameters.parse(hyperparameters, type),
        metadata(body));
  }

  private static String type(Parameters method) {
    String type = method.requiredText("type");
    if (!METHODS.contains(type)) {
      throw method.invalid("type", "'" + type + "' is none of " + METHODS);
    }
    method.allowOnly(Set.of("type", type)).refuseNulls();
    return type;
  }

  private static Optional<Parameters> hyperparameters(Parameters ofMethod) {
    return ofMethod.allowOnly(Set.of("hyperparameters")).refuseNulls().object("hyperparameters");
  }

  /**
   * The specification limits the length to 64; the letters are those seen in model names. A colon
   * would make the name ambiguous.
   */
  private static String checkedSuffix(Parameters body, String suffix) {
    if (!suffix.matches("[A-Za-z0-9_-]{1,64}")) {
      throw body.invalid("suffix", "expected 1 to 64 letters, digits, '-' or '_'");
    }
    return suffix;
  }

  private static Map<String, String> metadata(Parameters body) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Optional<JsonNode> given = body.any("metadata");
    if (given.isEmpty()) {
      return metadata;
    }
    if (!given.get().isObject()) {
      throw body.wrongType("metadata", "an object");
    }
    if (given.get().size() > MOST_METADATA) {
      throw body.invalid("metadata", "more than " + MOST_METADATA + " keys");
    }
    given
        .get()
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (!entry.getValue().isTextual()) {
                throw body.invalid("metadata", "the value of '" + key + "' is no string");
              }
              String value = entry.getValue().textValue();
              if (key.length() > 64 || value.length() > 512) {
                throw body.invalid("metadata", "a key above 64 or a value above 512 characters");
              }
              metadata.put(key, value);
            });
    return metadata;
  }
}
