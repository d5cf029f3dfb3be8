package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Whether it is worth training from a model, asked of the list of models before anything is sent.
 *
 * <p>A trained model is switched off together with its base. So a base whose {@code shutdown_date}
 * has passed, or comes within {@value #DAYS_WORTH_PAYING_FOR} days, is refused: what would be paid
 * for would hardly be used, and the model that answers now stays. A server may list other models
 * than those it trains, or none: that is no reason against it.
 *
 * <p>A refused key ends the matter here, because nothing was paid for yet.
 */
final class CheckBaseModel {
  static final int DAYS_WORTH_PAYING_FOR = 30;

  private static final String OTHERWISE =
      "; set FLYWHEEL_OPENAI_MODEL to a base model that stays, or train elsewhere: --track b, or"
          + " TOGETHER_API_KEY for Together. Then: flywheel fine-tune submit";

  private final String model;
  private final Clock clock;

  CheckBaseModel(String model, Clock clock) {
    this.model = model;
    this.clock = clock;
  }

  void check(RemoteReply reply) {
    if (reply.status() == 401) {
      throw new RefusedException(
          "key_refused",
          "the provider refused the key; set OPENAI_API_KEY, then: flywheel fine-tune submit");
    }
    if (reply.status() == 404) {
      return; // a server without a list
    }
    JsonNode models = OpenAiReply.read("listing the models", reply, OpenAiFineTuner.ADVICE);
    for (JsonNode listed : models.path("data")) {
      if (listed.path("id").asText().equals(model)) {
        shutdown(listed).ifPresent(this::requireLater);
      }
    }
  }

  /** A date in another form says nothing. */
  private static Optional<LocalDate> shutdown(JsonNode listed) {
    try {
      return Optional.of(listed.path("shutdown_date").asText(""))
          .filter(text -> !text.isEmpty())
          .map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void requireLater(LocalDate shutdown) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!shutdown.isAfter(today)) {
      throw refused("was switched off on " + shutdown);
    }
    if (shutdown.isBefore(today.plusDays(DAYS_WORTH_PAYING_FOR))) {
      throw refused("will be switched off on " + shutdown + ", and what is trained from it too");
    }
  }

  private RefusedException refused(String why) {
    return new RefusedException("model_shut_down", "base model " + model + " " + why + OTHERWISE);
  }
}
