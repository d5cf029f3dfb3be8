package ai.organized.flywheel.validate;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What providers ask, from {@code config/prices.json}, by provider and base model, with the date on
 * which it was read: per million training tokens, and per million tokens of a question and of an
 * answer.
 */
public final class Prices {
  private static final String TUNED = "answers_of_tuned";
  private static final String UNTUNED = "answers_of_untuned";

  private final JsonNode list;
  private final String absent;

  private Prices(JsonNode list, String absent) {
    this.list = list;
    this.absent = absent;
  }

  /**
   * @param asOf year and month, or the day, on which the price was read
   * @param source where
   */
  record Price(BigDecimal perMillion, String currency, String asOf, String source) {}

  /**
   * A list that is not there knows no price.
   *
   * @throws RefusedException when it is there and not in its form
   */
  public static Prices read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new Prices(Json.STRICT.createObjectNode(), "there is no price list " + file);
    }
    try {
      JsonNode list = Json.STRICT.readTree(Files.readAllBytes(file));
      check(file, list);
      return new Prices(list, "");
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is no JSON");
    }
  }

  private static void check(Path file, JsonNode list) {
    if (!list.path("currency").isTextual()) {
      throw unusable(file, "it names no currency");
    }
    for (JsonNode provider : list.path("providers")) {
      if (!provider.path("as_of").isTextual() || !provider.path("source").isTextual()) {
        throw unusable(file, "a provider has no as_of date or no source");
      }
      provider.path("models").forEach(price -> requirePrice(file, price));
      for (String answers : List.of(TUNED, UNTUNED)) {
        for (JsonNode price : provider.path(answers)) {
          requirePrice(file, price.path("input"));
          requirePrice(file, price.path("output"));
        }
      }
    }
  }

  private static void requirePrice(Path file, JsonNode price) {
    if (!price.isNumber() || price.decimalValue().signum() < 0) {
      throw unusable(file, "a price is no number from 0 on");
    }
  }

  private static RefusedException unusable(Path file, String why) {
    return new RefusedException(
        "bad_prices", "cannot read prices from " + file + ": " + why + "; mend or delete it");
  }

  /** The price of a model; {@code *} stands for all models of a provider. */
  Optional<Price> of(String provider, String model) {
    JsonNode entry = list.path("providers").path(provider);
    JsonNode models = entry.path("models");
    JsonNode price = models.has(model) ? models.get(model) : models.path("*");
    if (!price.isNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new Price(
            cents(price.decimalValue()),
            list.path("currency").asText(),
            entry.path("as_of").asText(),
            entry.path("source").asText()));
  }

  private static BigDecimal cents(BigDecimal price) {
    return price.setScale(Math.max(2, price.scale()), RoundingMode.UNNECESSARY);
  }

  /**
   * What the answers of a model cost that was trained from this base; empty: not known.
   *
   * @param provider as it stands in the registry
   */
  public Optional<AnswerPrice> ofTunedAnswers(String provider, String baseModel) {
    return ofAnswers(provider, TUNED, baseModel);
  }

  /** What the answers of a model cost as it is; empty: not known. */
  public Optional<AnswerPrice> ofUntunedAnswers(String provider, String model) {
    return ofAnswers(provider, UNTUNED, model);
  }

  private Optional<AnswerPrice> ofAnswers(String provider, String which, String model) {
    JsonNode models = list.path("providers").path(provider).path(which);
    JsonNode price = models.has(model) ? models.get(model) : models.path("*");
    return price.isObject()
        ? Optional.of(
            new AnswerPrice(price.path("input").asDouble(), price.path("output").asDouble()))
        : Optional.empty();
  }

  /** Why a price is not known. */
  String whyNot(String provider, String model) {
    if (!absent.isEmpty()) {
      return absent;
    }
    JsonNode hint = list.path("providers").path(provider).path("note");
    String which =
        model.isEmpty()
            ? "no base model is named; name it with --model"
            : "the price list has no price of this model at " + provider;
    return which + (hint.isTextual() ? " (" + hint.asText() + ")" : "");
  }
}
