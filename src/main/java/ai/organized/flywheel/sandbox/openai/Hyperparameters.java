package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to train: a number each, or nothing for "auto".
 *
 * @param beta for the method dpo alone
 */
record Hyperparameters(
    String method,
    Optional<Integer> epochs,
    Optional<Integer> batchSize,
    Optional<Double> learningRateMultiplier,
    Optional<Double> beta) {
  private static final int USUAL_EPOCHS = 3;
  private static final Set<String> FIELDS =
      Set.of("n_epochs", "batch_size", "learning_rate_multiplier");

  static Hyperparameters parse(Optional<Parameters> given, String method) {
    if (given.isEmpty()) {
      return new Hyperparameters(
          method, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    Parameters fields = given.get();
    Set<String> known = new TreeSet<>(FIELDS);
    if (method.equals("dpo")) {
      known.add("beta");
    }
    fields.allowOnly(known).refuseNulls();
    return new Hyperparameters(
        method,
        isAuto(fields, "n_epochs") ? Optional.empty() : fields.whole("n_epochs", 1, 50),
        isAuto(fields, "batch_size") ? Optional.empty() : fields.whole("batch_size", 1, 256),
        isAuto(fields, "learning_rate_multiplier")
            ? Optional.empty()
            : fields.number("learning_rate_multiplier", Double.MIN_VALUE, Double.MAX_VALUE),
        isAuto(fields, "beta") ? Optional.empty() : fields.number("beta", Double.MIN_VALUE, 2));
  }

  private static boolean isAuto(Parameters fields, String name) {
    return fields.any(name).map(JsonNode::asText).filter("auto"::equals).isPresent();
  }

  /**
   * With every "auto" replaced by the number that the service would choose for so many examples.
   */
  Hyperparameters resolved(int examples) {
    return new Hyperparameters(
        method,
        Optional.of(epochs.orElse(USUAL_EPOCHS)),
        Optional.of(batchSize.orElse(Math.max(1, Math.min(256, examples / 500)))),
        Optional.of(learningRateMultiplier.orElse(1.8)),
        method.equals("dpo") ? Optional.of(beta.orElse(0.1)) : Optional.empty());
  }

  /** Optimiser steps over so many examples. */
  int steps(int examples) {
    Hyperparameters numbers = resolved(examples);
    int batch = numbers.batchSize().orElseThrow();
    return Math.max(1, (examples * numbers.epochs().orElseThrow() + batch - 1) / batch);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    epochs.ifPresentOrElse(n -> json.put("n_epochs", n), () -> json.put("n_epochs", "auto"));
    batchSize.ifPresentOrElse(n -> json.put("batch_size", n), () -> json.put("batch_size", "auto"));
    learningRateMultiplier.ifPresentOrElse(
        n -> json.put("learning_rate_multiplier", n),
        () -> json.put("learning_rate_multiplier", "auto"));
    beta.ifPresent(n -> json.put("beta", n));
    return json;
  }
}
