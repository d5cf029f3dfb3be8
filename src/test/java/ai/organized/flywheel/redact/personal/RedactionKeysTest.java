package ai.organized.flywheel.redact.personal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionKeysTest {
  @TempDir Path folder;
  private TemporaryStore store;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aKeyIsMadeOnceForEachClientAndKept() {
    byte[] key = keys("").of("acme");

    assertThat(key).hasSize(32).isEqualTo(keys("").of("acme")).isNotEqualTo(keys("").of("other"));
    assertThat(store.rows("redaction_keys")).hasSize(2);
  }

  @Test
  void aKeyThatIsSetIsNeverStoredAndDiffersForEachClient() {
    String set = "made-up key".repeat(3);

    assertThat(keys(set).of("acme"))
        .hasSize(32)
        .isEqualTo(keys(set).of("acme"))
        .isNotEqualTo(keys(set).of("other"))
        .isNotEqualTo(keys(set + "!").of("acme"));
    assertThat(store.rows("redaction_keys")).isEmpty();
  }

  @Test
  void allWhoAskAtOnceGetTheSame() {
    Set<String> seen = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 40).parallel().forEach(i -> seen.add(Arrays.toString(keys("").of("acme"))));

    assertThat(seen).hasSize(1);
    assertThat(store.rows("redaction_keys")).hasSize(1);
  }

  private RedactionKeys keys(String set) {
    return new RedactionKeys(store.jdbi(), store.clock(), set);
  }
}
