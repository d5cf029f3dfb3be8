package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbedderTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private final CountingEmbedder counting = new CountingEmbedder();
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Letters and length; remembers what it was given. */
  private static final class CountingEmbedder implements Embedder {
    private final List<List<String>> calls = new ArrayList<>();
    private String name = "counting";
    private int failsAtCall = -1;
    private int parts = 2;

    @Override
    public String fingerprint() {
      return name;
    }

    @Override
    public double threshold() {
      return 0.9;
    }

    @Override
    public List<float[]> embed(ClientId client, List<String> texts) {
      if (calls.size() == failsAtCall) {
        throw new UnavailableException("busy");
      }
      calls.add(texts);
      return texts.stream().map(this::vector).toList();
    }

    private float[] vector(String text) {
      float[] vector = new float[parts];
      vector[0] = text.length();
      vector[1] = text.hashCode();
      return vector;
    }
  }

  private Embedder cached() {
    return new CachedEmbedder(counting, store.jdbi(), progress::add);
  }

  private List<float[]> embed(List<String> texts) {
    return cached().embed(TemporaryStore.ACME, texts);
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
  }

  private int rows() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("select count(*) from embeddings").mapTo(Integer.class).one());
  }

  @Test
  void itsFingerprintAndThresholdAreThoseOfTheEmbedder() {
    assertThat(cached().fingerprint()).isEqualTo("counting");
    assertThat(cached().threshold()).isEqualTo(0.9);
  }

  @Test
  void aTextIsEmbeddedOnceWhoeverAsks() {
    List<float[]> first = embed(List.of("a", "b", "a", ""));
    List<float[]> second = cached().embed(TemporaryStore.OTHER, List.of("b", "a", "c", "", "b"));

    assertThat(counting.calls).containsExactly(List.of("a", "b", ""), List.of("c"));
    assertThat(first.get(0)).isEqualTo(first.get(2)).isEqualTo(second.get(1));
    assertThat(first.get(1)).isEqualTo(second.get(0)).isEqualTo(second.get(4));
    assertThat(rows()).isEqualTo(4);
  }

  @Test
  void anotherEmbedderHasVectorsOfItsOwn() {
    embed(List.of("a"));
    counting.name = "another";
    embed(List.of("a"));

    assertThat(counting.calls).hasSize(2);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void manyTextsAreEmbeddedInBatchesAndFoundAgainInTheirOrder() {
    List<String> texts = texts(1_200);

    List<float[]> cold = embed(texts);
    List<float[]> warm = embed(texts);

    assertThat(counting.calls).hasSize(19).allMatch(batch -> batch.size() <= 64);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(cold.get(i)).containsExactly(texts.get(i).length(), texts.get(i).hashCode());
      assertThat(warm.get(i)).isEqualTo(cold.get(i));
    }
  }

  @Test
  void whatWasPaidForBeforeAFailureIsKept() {
    counting.failsAtCall = 2;
    assertThatThrownBy(() -> embed(texts(200))).isInstanceOf(UnavailableException.class);
    assertThat(rows()).isEqualTo(128);

    counting.failsAtCall = -1;
    assertThat(embed(texts(200))).hasSize(200);
    assertThat(counting.calls.stream().mapToInt(List::size).sum()).isEqualTo(200);
  }

  @Test
  void progressCountsDifferentTextsUpToAll() {
    embed(texts(70));
    progress.clear();
    List<String> twice = new ArrayList<>(texts(200));
    twice.addAll(texts(200));

    embed(twice);

    assertThat(progress).containsExactly(70L, 134L, 198L, 200L);
  }

  @Test
  void noTextAsksNobody() {
    assertThat(embed(List.of())).isEmpty();
    assertThat(counting.calls).isEmpty();
  }

  @Test
  void whatAnotherProcessStoredMeanwhileStays() {
    Embedder racing =
        new Embedder() {
          @Override
          public String fingerprint() {
            return "counting";
          }

          @Override
          public double threshold() {
            return 0.9;
          }

          @Override
          public List<float[]> embed(ClientId client, List<String> texts) {
            CachedEmbedderTest.this.embed(texts); // the other process is done first
            return Collections.nCopies(texts.size(), new float[] {9, 9});
          }
        };

    new CachedEmbedder(racing, store.jdbi(), texts -> {})
        .embed(TemporaryStore.ACME, List.of("a", "b"));

    assertThat(embed(List.of("a")).get(0)).containsExactly(1, "a".hashCode());
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aStoredVectorIsLittleEndianFloats() {
    embed(List.of("abc"));

    byte[] blob =
        store
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select vector from embeddings where content_hash = :hash")
                        .bind(
                            "hash",
                            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                        .mapTo(byte[].class)
                        .one());

    assertThat(blob).hasSize(8);
    assertThat(ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).getFloat()).isEqualTo(3f);
  }

  @Test
  void aStoredVectorOfAnotherLengthIsOurFault() {
    embed(List.of("a"));
    counting.parts = 3;
    assertThatThrownBy(() -> embed(List.of("a", "b")))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("2 and 3 parts");

    store.jdbi().useHandle(handle -> handle.execute("update embeddings set vector = x'0102'"));
    assertThatThrownBy(() -> embed(List.of("a")))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("2 bytes");
  }
}
