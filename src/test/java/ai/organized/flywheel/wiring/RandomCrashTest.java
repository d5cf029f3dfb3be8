package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies at moments that nobody chose; run by {@code mvn verify -Pcrash}.
 *
 * <p>A death comes some milliseconds after a number of signs of life: a request, a connection to
 * the trainer, another state of the job.
 */
@Tag("crash")
class RandomCrashTest {
  private static final List<String> PROVIDERS = List.of("openai", "together", "mlx", "ollama");
  private static final int WALKS_OF_EACH = 3;
  private static final int DEATHS_OF_A_WALK = 5;

  /** Over all walks; some walks are over before their last death. */
  private static final int FEWEST_DEATHS = 50;

  private static final int MOST_SIGNS = 9;
  private static final int MOST_MILLIS = 300;

  private static final Map<String, String> BASELINE = Map.of("FLYWHEEL_EVALUATE_BASELINE", "true");

  @TempDir static Path shared;
  private static ArchivedClasses classes;
  private static final List<String> DEATHS = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void archiveClasses() {
    classes = ArchivedClasses.in(shared);
  }

  static Stream<Arguments> walks() {
    return LongStream.rangeClosed(1, WALKS_OF_EACH)
        .boxed()
        .flatMap(seed -> PROVIDERS.stream().map(provider -> Arguments.of(provider, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("walks")
  void killedAtAnyMomentItEndsWithOneJobAndOneModel(String provider, long seed) {
    Random random = new Random(provider.hashCode() * 1_000_003L + seed * 7_919);
    OtherSide side = new OtherSide(provider, folder);
    try (CrashingLoop loop = new CrashingLoop(folder, classes, side, BASELINE)) {
      loop.makeStore();
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      List<String> deaths = new ArrayList<>();
      loop.jvm().start();
      while (deaths.size() < DEATHS_OF_A_WALK && dies(loop, random, deaths)) {
        loop.jvm().start();
      }
      loop.patiently().until(loop::isOver);
      System.out.println(provider + ", seed " + seed + ": killed in " + deaths);
      DEATHS.addAll(deaths);

      assertThat(loop.state()).contains("done, active");
      loop.requireOneModelVersion();
      side.requireOneJob();
    }
  }

  /** False when the walk was over before; then the process lives. */
  private static boolean dies(CrashingLoop loop, Random random, List<String> deaths) {
    int signs = 1 + random.nextInt(MOST_SIGNS);
    // Most come soon: a sign of life and the next one are often some milliseconds apart.
    Duration delay = Duration.ofMillis((long) (MOST_MILLIS * Math.pow(random.nextDouble(), 3)));
    AtomicInteger seen = new AtomicInteger();
    String[] last = {loop.signOfLife()};
    loop.patiently()
        .until(
            () -> {
              String now = loop.signOfLife();
              if (!now.equals(last[0])) {
                last[0] = now;
                seen.incrementAndGet();
              }
              return seen.get() >= signs || loop.isOver();
            });
    long from = System.nanoTime();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> System.nanoTime() - from >= delay.toNanos());
    if (loop.isOver()) {
      return false;
    }
    deaths.add(loop.state().orElse("nothing planned").replaceFirst(",.*", ""));
    loop.killAndSleep();
    return true;
  }

  @AfterAll
  static void enoughHaveDied() {
    System.out.println(DEATHS.size() + " deaths");
    assertThat(DEATHS).hasSizeGreaterThanOrEqualTo(FEWEST_DEATHS);
  }
}
