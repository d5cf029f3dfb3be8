package ai.organized.flywheel.redact;

import ai.organized.flywheel.fixtures.HarmlessIds;
import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import ai.organized.flywheel.fixtures.RandomCharacters;
import java.util.Arrays;
import java.util.List;

/** Texts with and without made-up secrets. */
final class Fakes {
  /** What a text shows without JSON around it, and {@link Secrets} takes out. */
  static final List<PlantedSecrets> SECRETS =
      Arrays.stream(PlantedSecrets.values())
          .filter(kind -> kind != PlantedSecrets.UNANNOUNCED && kind != PlantedSecrets.EMAIL)
          .toList();

  private final RandomCharacters random;

  Fakes(long seed) {
    random = new RandomCharacters(seed);
  }

  Planted planted(PlantedSecrets kind) {
    return kind.planted(random);
  }

  /** Ordinary text of this field, with much in it that is long and odd and no secret. */
  String clean(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(random.upTo(4) == 0 ? lookAlike() : random.oneOf(WORDS)).append(between());
    }
    return text.toString();
  }

  String lookAlike() {
    return HarmlessIds.any(random).value();
  }

  String between() {
    return random.oneOf(BETWEEN);
  }

  <T> T pick(List<T> list) {
    return random.oneOf(list);
  }

  private static final List<String> BETWEEN =
      List.of(" ", ", ", ". ", "\n", "; ", " (", ") ", "\" ", " '", "' ", " → ", "\t", " – ");

  private static final List<String> WORDS =
      List.of(
          "purchase",
          "the",
          "tag",
          "fires",
          "twice",
          "because",
          "trigger",
          "reads",
          "token",
          "password",
          "secret",
          "value",
          "of",
          "API",
          "key",
          "server-side",
          "container",
          "deduplication",
          "überträgt",
          "価値",
          "event_id",
          "is",
          "missing",
          "on",
          "checkout");
}
