package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomCharacters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighEntropyTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** The larger the alphabet and the longer the value, the surer. */
  @ParameterizedTest(name = "{0} of {1} characters")
  @CsvSource({
    "hex, 24, 0.999", "hex, 40, 1", "base36, 24, 0.999", "base36, 32, 1",
    "base62, 24, 0.999", "base62, 32, 1", "base64url, 24, 0.997", "base64url, 40, 0.999",
    "base64, 44, 0.999", "base32, 32, 0.999", "letters, 32, 0.99"
  })
  void randomValuesAreFound(String alphabet, int length, double share) {
    RandomCharacters random = new RandomCharacters(length);
    long found =
        IntStream.range(0, 10_000)
            .mapToObj(i -> random.of(characters(alphabet), length))
            .filter(value -> HighEntropy.isIn("value", value))
            .count();

    assertThat(found / 10_000.0).isGreaterThanOrEqualTo(share);
  }

  private static String characters(String alphabet) {
    return switch (alphabet) {
      case "hex" -> "0123456789abcdef";
      case "base36" -> LETTERS + "0123456789";
      case "base62" -> CAPITALS + LETTERS + "0123456789";
      case "base64" -> CAPITALS + LETTERS + "0123456789+/";
      case "base64url" -> CAPITALS + LETTERS + "0123456789-_";
      case "base32" -> CAPITALS + "234567";
      default -> LETTERS;
    };
  }

  /** As people in many countries name tags, campaigns and fields; one in a thousand is hit. */
  @ParameterizedTest(name = "joined by «{0}»")
  @ValueSource(strings = {"_", "-", ".", "/", "|", "Capitals"})
  void namesAreLeftAlone(String joined) {
    RandomCharacters random = new RandomCharacters(joined.hashCode());
    List<String> names = Stream.generate(() -> name(random, joined)).limit(5_000).toList();

    assertThat(names.stream().filter(name -> HighEntropy.isIn("value", name)))
        .hasSizeLessThanOrEqualTo(names.size() / 1_000);
  }

  private static String name(RandomCharacters random, String joined) {
    List<String> words =
        Stream.generate(() -> random.oneOf(WORDS)).limit(2 + random.upTo(4)).toList();
    String name =
        joined.equals("Capitals")
            ? words.stream().map(HighEntropyTest::capital).collect(Collectors.joining())
            : String.join(joined, words);
    return name + random.oneOf(List.of("", "", "2026", "_v2", "-300x250", "Q4"));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static final List<String> WORDS =
      List.of(
          """
          purchase checkout ecommerce conversion enhanced dataLayer hashed phone strengths
          sommerschlussverkauf gutschein rabatt datenschutz grosskunden zwischensumme achats
          livraison promotion rebajas carrito suscripcion acquisto spedizione wyprzedaz koszyk
          zamowienie przesylka winkelwagen schoenen korg kassa sepet odeme indirim kosarica nakup
          vasarlas kupong remarketing lookalike prospecting retargeting pmax brand generic desktop
          mobile ios android b2b b2c ga4 utm gclid fbclid sgtm capi html5"""
              .split("\\s+", -1));
}
