package ai.organized.flywheel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptanceTest {
  private static final String LAUNCH = "Launch the MVP in 30 days";

  private static double of(String answer, String edited) {
    return Acceptance.of(answer, edited).orElseThrow();
  }

  /** The seed's fixtures (its table of cases). */
  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":2,\"c\":3,\"d\":4} | {\"a\":1,\"b\":2,\"c\":99,\"d\":4} | 0.75",
        "{\"option\":\"A\",\"value\":10} | {\"option\":\"B\",\"value\":20} | 0",
        "{\"option\":\"A\",\"tasks\":[\"T1\",\"T2\"]} | {\"option\":\"B\",\"tasks\":[\"T1\",\"T3\"]}"
            + " | 0.333333333",
        "{\"tasks\":[\"a\",\"b\"]} | {\"tasks\":[\"a\",\"b\",\"c\",\"d\",\"e\"]} | 1",
        "{\"tasks\":[\"a\",\"b\",\"c\"]} | {\"tasks\":[\"a\"]} | 1",
        "{\"tasks\":[\"a\",\"b\",\"c\"]} | {\"tasks\":[]} | 1",
        "{\"tasks\":[\"a\",\"b\",\"c\"]} | {\"tasks\":[\"x\",\"y\",\"z\"]} | 0",
        "{\"tasks\":[\"a\",\"b\",\"c\"]} | {\"tasks\":[\"c\",\"a\",\"b\"]} | 1",
        "{\"x\":1,\"res\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}} | {\"x\":1} | 0.666666667",
        "{\"a\":5,\"b\":1,\"c\":1,\"d\":1} | {\"a\":5.0,\"b\":1,\"c\":1,\"d\":1} | 0.375"
      })
  void anAnswerInJsonIsComparedByTheSeedsFormula(String answer, String edited, double rate) {
    assertThat(of(answer, edited)).isCloseTo(rate, within(1e-9));
  }

  @Test
  void ofTenKeysOneRemovedOrOneAddedCostsWhatTheSeedSays() {
    String ten = keys(10);

    assertThat(of(ten, keys(9))).isCloseTo(0.80, within(1e-9));
    assertThat(of(ten, keys(11))).isCloseTo(0.85, within(1e-9));
  }

  private static String keys(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> "\"k" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void nothingThatWasKeptOrRejectedIsUnknownNotZero() {
    assertThat(Acceptance.of("{}", "{}")).isEmpty();
    assertThat(Acceptance.of("", " ")).isEmpty();
  }

  @Test
  void ofAVeryLongTextItIsUnknownWithoutWork() {
    String many = "a b ".repeat(2_600);

    assertThat(Acceptance.of(many, "a b")).isEmpty();
    assertThat(Acceptance.of("a b", many)).isEmpty();
  }

  @Test
  void aTextIsComparedByItsWords() {
    assertThat(of(LAUNCH, LAUNCH)).isEqualTo(1);
    assertThat(of(LAUNCH, "Launch the MVP in 60 days")).isCloseTo(5 / 6.0, within(1e-9));
    assertThat(of(LAUNCH, "Launch the MVP in 60 days after legal review"))
        .isCloseTo(10 / 15.0, within(1e-9));
    assertThat(of(LAUNCH, "")).isZero();
    String long400 = "word ".repeat(399);
    assertThat(of(long400 + "teh", long400 + "the")).isCloseTo(0.9975, within(1e-9));
  }

  @Test
  void jsonThatBecameATextIsComparedByItsWords() {
    assertThat(of("{\"a\": 1}", "{\"a\": 1")).isCloseTo(12 / 13.0, within(1e-9));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void acceptanceIsWithinItsBoundsTheSameBothWaysAndWholeForTheSame(long seed) {
    Random random = new Random(seed);
    String one = words(random);
    String other = words(random);

    assertThat(of(one, other)).isBetween(0.0, 1.0).isEqualTo(of(other, one));
    assertThat(of(one, one)).isEqualTo(1);
    assertThat(of(one, one + " more")).isLessThan(1).isGreaterThanOrEqualTo(of(one, other) / 2);
  }

  private static String words(Random random) {
    return random
        .ints(1 + random.nextInt(60), 0, 12)
        .mapToObj(i -> "w" + i)
        .collect(Collectors.joining(" "));
  }
}
