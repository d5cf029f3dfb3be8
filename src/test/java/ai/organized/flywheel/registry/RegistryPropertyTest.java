package ai.organized.flywheel.registry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryPropertyTest {
  private static final int VERSIONS = 5;

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsDoneAtMostOneVersionIsActiveAndTheFileSaysWhichOne(long seed) throws IOException {
    Random random = new Random(seed);
    try (TemporaryStore store = new TemporaryStore(folder)) {
      for (int version = 1; version <= VERSIONS; version++) {
        store.plannedVersion(ACME, version);
      }
      for (int step = 0; step < 30; step++) {
        List<ModelVersion> before = store.registry().versions(ACME);
        try {
          act(store, random);
        } catch (FailureException refused) {
          assertThat(store.registry().versions(ACME)).isEqualTo(before);
        }
        store.registry().project(ACME);
        assertOneActiveAtMost(store);
      }
    }
  }

  private static void act(TemporaryStore store, Random random) {
    ModelRegistry registry = store.registry();
    int version = 1 + random.nextInt(VERSIONS + 1); // one of them is not there
    switch (random.nextInt(5)) {
      case 0 -> registry.rollBack(ACME, version);
      case 1 ->
          store
              .jdbi()
              .useTransaction(
                  handle -> registry.move(handle, ACME, version, ModelState.REFUSED, "worse"));
      case 2 -> store.jdbi().useTransaction(handle -> registry.scored(handle, ACME, version, 0.5));
      default ->
          store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, version, "better"));
    }
  }

  private static void assertOneActiveAtMost(TemporaryStore store) throws IOException {
    List<ModelVersion> versions = store.registry().versions(ACME);
    assertThat(versions).filteredOn(v -> v.state() == ModelState.ACTIVE).hasSizeLessThan(2);
    Path file = store.clients().folder(ACME).resolve("model_registry.json");
    assertThat(new ObjectMapper().readTree(Files.readString(file)))
        .isEqualTo(new ObjectMapper().readTree(RegistryFile.of(versions).toString()));
  }
}
