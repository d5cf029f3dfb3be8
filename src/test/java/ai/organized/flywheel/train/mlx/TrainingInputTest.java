package ai.organized.flywheel.train.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings.Mlx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingInputTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyLineLearnsOrMeasuresAndNoneIsLeftOver(long seed) {
    Random random = new Random(seed);
    int batch = 1 + random.nextInt(8);
    List<String> lines = lines(2 * batch + random.nextInt(200));

    SplitLines split = SplitLines.of(lines, batch);

    List<String> all = new ArrayList<>(split.train());
    all.addAll(split.valid());
    assertThat(all).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(split.train().size() % batch).isZero();
    assertThat(split.train()).isNotEmpty();
    assertThat(split.valid()).hasSizeBetween(batch, Math.max(batch, lines.size() / 10 + 1) + batch);
    assertThat(SplitLines.of(lines, batch)).isEqualTo(split);
  }

  @Test
  void tooFewLinesAreRefusedWithTheBatchThatWouldDo() {
    assertThatThrownBy(() -> SplitLines.of(lines(7), 4))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("7 training lines", "FLYWHEEL_MLX_BATCH_SIZE to 3");
  }

  @Test
  void numbersOfTheConfigAreNumbersInEveryYaml() {
    Mlx mlx = new Mlx("m", "0.31.3", 4, -1, 0.00001, "");
    SplitLines split = SplitLines.of(lines(60), 4);

    String config = LoraConfig.of(mlx, split, 3, 2048);

    assertThat(config)
        .contains("learning_rate: 0.000010\n", "iters: 39\n", "num_layers: -1\n")
        .doesNotContain("E-", "e-");
  }

  @Test
  void longLinesGetRoomAndNoMoreThanAMachineHas() {
    assertThat(LoraConfig.tokens(new SplitLines(List.of("x"), List.of()))).isEqualTo(2048);
    assertThat(LoraConfig.tokens(new SplitLines(List.of("x".repeat(9_000)), List.of())))
        .isEqualTo(4096);
    assertThat(LoraConfig.tokens(new SplitLines(List.of(), List.of("x".repeat(900_000)))))
        .isEqualTo(8192);
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "{\"line\":" + i + "}").toList();
  }
}
