package ai.organized.flywheel.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSuffixTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "hre, 3, hre-v3",
    "a, 2147483647, a-v2147483647",
    "exactly-15-long, 1, exactly-15-long-v1"
  })
  void aShortIdIsKeptWhole(String client, int version, String suffix) {
    assertThat(ModelSuffix.of(new ClientId(client), version)).isEqualTo(suffix);
  }

  @ParameterizedTest
  @CsvSource({"teleios-health-optimization, 1", "0123456789abcdef, 2", "exactly-15-long, 10"})
  void aLongIdIsCutAndKeepsItsVersion(String client, int version) {
    assertThat(ModelSuffix.of(new ClientId(client), version))
        .hasSize(18)
        .startsWith(client.substring(0, 5))
        .endsWith("-v" + version);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySuffixFitsAndClientsThatShareAPrefixHaveDifferentOnes(long seed) {
    Random random = new Random(seed);
    String prefix = "c" + letters(random, 1 + random.nextInt(30));
    Map<String, String> clientBySuffix = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      String client = prefix + letters(random, 1 + random.nextInt(16));
      for (int version : new int[] {1, 12, 1 + random.nextInt(Integer.MAX_VALUE - 1)}) {
        String suffix = ModelSuffix.of(new ClientId(client), version);

        assertThat(suffix).matches("[a-z0-9-]{1,18}").endsWith("-v" + version);
        String other = clientBySuffix.put(suffix, client);
        assertThat(other == null || other.equals(client)).as("%s and %s", client, other).isTrue();
      }
    }
  }

  private static String letters(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
