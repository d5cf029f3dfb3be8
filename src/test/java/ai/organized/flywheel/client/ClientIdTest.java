package ai.organized.flywheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {
  private static final String ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789-";

  /** Each of them somewhere in an id makes it none. */
  private static final List<String> HOSTILE =
      List.of(
          "/",
          "\\",
          ".",
          "..",
          "../",
          "\u0000",
          "\n",
          "\r\n",
          "'",
          "\"",
          "`",
          "$(id)",
          ";",
          "|",
          "&",
          " ",
          "\t",
          "%2e",
          "%00",
          "*",
          "?",
          "~",
          ":",
          "@",
          "#",
          "<",
          ">",
          "{",
          "A",
          "Z",
          "_",
          "é",
          "ｈ",
          "\u212A",
          "\u0130",
          "\u202E",
          "\uFEFF",
          "\uD83D\uDE00",
          "\uD83D",
          "\u0660",
          "\u2010");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void textWithAnythingHostileInItIsNoId(long seed) {
    Random random = new Random(seed);
    String good = good(random, 30);
    int at = random.nextInt(good.length() + 1);
    String bad =
        good.substring(0, at) + HOSTILE.get(random.nextInt(HOSTILE.size())) + good.substring(at);

    assertThat(ClientId.isValid(good)).isTrue();
    assertThat(ClientId.isValid(bad)).as(bad).isFalse();
    assertThatThrownBy(() -> new ClientId(bad))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.httpStatus()).isEqualTo(400);
              assertThat(refused.getMessage()).matches("[\\x20-\\x7e…]{1,200}");
            });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void folderOfAnIdLiesRightUnderTheFolderOfAll(long seed) {
    ClientId id = new ClientId(good(new Random(seed), 48));

    Path folder = new Clients(Path.of("/clients")).folder(id);

    assertThat(folder.normalize().getParent()).isEqualTo(Path.of("/clients"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-hre", "hre\n", "\nhre"})
  void emptyAHyphenFirstAndALineEndAreNoIds(String text) {
    assertThat(ClientId.isValid(text)).isFalse();
  }

  @Test
  void nothingIsNoId() {
    assertThat(ClientId.isValid(null)).isFalse();
    assertThatThrownBy(() -> new ClientId(null)).isInstanceOf(RefusedException.class);
  }

  @Test
  void fortyEightCharactersAreAnIdAndOneMoreIsNone() {
    assertThat(ClientId.isValid("a".repeat(48))).isTrue();
    assertThat(ClientId.isValid("a".repeat(49))).isFalse();
    assertThat(ClientId.isValid("a".repeat(1_000_000))).isFalse();
  }

  private static String good(Random random, int longest) {
    StringBuilder id = new StringBuilder().append(ALLOWED.charAt(random.nextInt(36)));
    for (int i = random.nextInt(longest); i > 0; i--) {
      id.append(ALLOWED.charAt(random.nextInt(ALLOWED.length())));
    }
    return id.toString();
  }
}
