package ai.organized.flywheel.embed.choose;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.Embedding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChooseEmbedderTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private Embedder chosen(Embedding.Kind kind, URI url, String model, OptionalDouble threshold) {
    Embedding settings =
        new Embedding(
            kind,
            url,
            model,
            new Secret(SandboxOptions.DEFAULT_API_KEY),
            threshold,
            10_000,
            Optional.empty());
    return new ChooseEmbedder(store.clients(), SendCall::send, store.jdbi())
        .from(settings, progress::add);
  }

  private Embedder chosen(Embedding.Kind kind, URI url) {
    return chosen(kind, url, "", OptionalDouble.empty());
  }

  @Test
  void eachKindHasItsOwnFingerprintAndDefaultModel() {
    assertThat(chosen(Embedding.Kind.LEXICAL, sandbox.ollama()).fingerprint())
        .isEqualTo("lexical-1/4096");
    assertThat(chosen(Embedding.Kind.MINILM, sandbox.ollama()).fingerprint())
        .isEqualTo("all-MiniLM-L6-v2-q8/1/384");
    assertThat(chosen(Embedding.Kind.OLLAMA, sandbox.ollama()).fingerprint())
        .isEqualTo("ollama/all-minilm:latest");
    assertThat(chosen(Embedding.Kind.OPENAI, sandbox.openAiBase()).fingerprint())
        .startsWith("openai/text-embedding-3-small@127.0.0.1:");
    assertThat(
            chosen(Embedding.Kind.OLLAMA, sandbox.ollama(), "bge-m3", OptionalDouble.empty())
                .fingerprint())
        .isEqualTo("ollama/bge-m3:latest");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void whatAServerMadeIsAskedForOnceAndProgressIsTold() {
    for (Embedding.Kind kind : List.of(Embedding.Kind.OLLAMA, Embedding.Kind.OPENAI)) {
      URI url = kind == Embedding.Kind.OLLAMA ? sandbox.ollama() : sandbox.openAiBase();
      List<float[]> cold =
          chosen(kind, url).embed(TemporaryStore.ACME, List.of("one tag", "two tags"));
      int requests = sandbox.requests().size();

      List<float[]> warm =
          chosen(kind, url).embed(TemporaryStore.OTHER, List.of("one tag", "two tags"));

      assertThat(warm.get(1)).isEqualTo(cold.get(1));
      assertThat(sandbox.requests()).hasSize(requests);
    }
    assertThat(progress).containsExactly(0L, 2L, 2L, 0L, 2L, 2L);
  }

  @Test
  void theUsersThresholdWinsOverTheEmbeddersOwn() {
    assertThat(
            chosen(Embedding.Kind.MINILM, sandbox.ollama(), "", OptionalDouble.of(0.8)).threshold())
        .isEqualTo(0.8);
    assertThat(chosen(Embedding.Kind.MINILM, sandbox.ollama()).threshold()).isEqualTo(0.92);
  }
}
