package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes are dropped: good records come in as they are, the rest is refused by line. */
class AnyDropTest {
  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextComesBackAsItWent(long seed) {
    Random random = new Random(seed);
    ObjectNode submitted = Drops.experiment(1);
    submitted.put("problem", "p" + text(random)).put("solution", "s" + text(random));
    submitted.putObject("account_snapshot").put("k" + text(random), text(random));
    submitted.put("note" + text(random), text(random));
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      assertThat(
              store.take(seed % 2 == 0 ? submitted.toString() : submitted.toPrettyString()).added())
          .isEqualTo(1);

      assertThat(Json.parse(store.experiments().export(ExperimentQuery.ALL))).isEqualTo(submitted);
      assertThat(store.take(store.experiments().export(ExperimentQuery.ALL)).added()).isZero();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noiseInOneLineCostsThatLineAlone(long seed) {
    Random random = new Random(seed);
    byte[] noise = noise(random);
    byte[] before =
        Drops.lines(Drops.experiment(1), Drops.experiment(2)).getBytes(StandardCharsets.UTF_8);
    byte[] after = ("\n" + Drops.lines(Drops.experiment(3))).getBytes(StandardCharsets.UTF_8);
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportReport report =
          store.take(
              Drops.joined(
                  new ByteArrayInputStream(before),
                  new ByteArrayInputStream(noise),
                  new ByteArrayInputStream(after)));

      assertThat(report.added()).isEqualTo(3);
      assertThat(report.refusals()).allMatch(refusal -> refusal.line() == 3);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void brokenByteAnywhereInAnArrayKeepsWhatStoodBefore(long seed) {
    Random random = new Random(seed);
    List<ObjectNode> drop = IntStream.range(0, 20).mapToObj(Drops::experiment).toList();
    byte[] bytes = Drops.array(drop).getBytes(StandardCharsets.UTF_8);
    int at = 1 + random.nextInt(bytes.length - 1);
    bytes[at] = (byte) random.nextInt(256);
    long whole = ends(bytes, at);
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportReport report = store.take(new ByteArrayInputStream(bytes));

      assertThat(report.added()).isGreaterThanOrEqualTo(whole);
    } catch (RefusedException e) {
      assertThat(e.code()).isEqualTo("percent_scores");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void fileOfNoiseIsRefusedAndNothingElse(long seed) {
    Random random = new Random(seed);
    byte[] bytes = noise(random);
    bytes[0] = (byte) "[{ \u0000".charAt(random.nextInt(4));
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      assertThat(store.take(new ByteArrayInputStream(bytes)).added()).isZero();
    } catch (RefusedException e) {
      assertThat(e.code()).isEqualTo("empty_file");
    }
  }

  /** Elements that end before {@code at}: the writer puts each closing brace before a comma. */
  private static long ends(byte[] bytes, int at) {
    String before = new String(bytes, 0, at, StandardCharsets.ISO_8859_1);
    return Arrays.stream(before.split("\n")).filter(line -> line.startsWith("}, {")).count();
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[2 + random.nextInt(200)];
    random.nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      boolean zero = random.nextInt(3) == 0;
      noise[i] = zero ? 0 : noise[i] == '\n' ? (byte) 'n' : noise[i];
    }
    return noise;
  }

  /** Control characters, quotes, escapes, scripts, emoji: any character but half a one. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      int c =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/'{}[]:,\u2028\u2029\uFEFF\u00a0".codePointAt(random.nextInt(14));
            case 2 -> 0x1F300 + random.nextInt(0x200);
            case 3 -> 0x80 + random.nextInt(0xD000);
            default -> 'a' + random.nextInt(26);
          };
      text.appendCodePoint(c);
    }
    return text.toString();
  }
}
