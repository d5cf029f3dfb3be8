package ai.organized.flywheel.embed.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.RemoteEmbedderContract;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OllamaEmbedderTest extends RemoteEmbedderContract {
  @Override
  protected Embedder embedder() {
    return with("all-minilm");
  }

  private Embedder with(String model) {
    return new OllamaEmbedder(sandbox.ollama(), model, clients(), this::send);
  }

  @Override
  protected String model() {
    return "all-minilm:latest";
  }

  @Override
  protected String path() {
    return "/ollama/api/embed";
  }

  @Override
  protected String answer(List<String> vectors) {
    return "{\"model\":\"all-minilm\",\"embeddings\":[" + String.join(",", vectors) + "]}";
  }

  @Test
  void aModelHasOneFingerprintWithAndWithoutItsTag() {
    assertThat(with("nomic-embed-text").fingerprint())
        .isEqualTo("ollama/nomic-embed-text:latest")
        .isEqualTo(with("nomic-embed-text:latest").fingerprint());
    assertThat(with("hf.co/acme/e5:q8").fingerprint()).isEqualTo("ollama/hf.co/acme/e5:q8");
    assertThat(with("localhost:5000/e5").fingerprint()).endsWith("e5:latest");
  }

  @Test
  void aModelThatIsNotThereIsRefusedWithWhatToType() {
    for (var client : List.of(ACME, CLOSED)) {
      assertThatThrownBy(() -> with("nomic-embed-text").embed(client, List.of("a tag")))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("model_not_found"))
          .hasMessageContaining("ollama pull nomic-embed-text");
    }
  }

  @Test
  void aModelThatRunsElsewhereGetsNothingOfANoEgressClient() {
    sandbox.addOllamaModel(
        "{\"name\":\"big-embed:cloud\",\"remote_model\":\"big-embed\","
            + "\"remote_host\":\"https://ollama.com:443\"}");

    assertThatThrownBy(() -> with("big-embed:cloud").embed(CLOSED, List.of("a secret plan")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("egress_refused"))
        .hasMessageContaining("closed")
        .hasMessageContaining("FLYWHEEL_EMBED_MODEL");
    assertThat(sandbox.bytesReceived()).isZero();

    assertThat(with("big-embed:cloud").embed(ACME, List.of("a tag"))).hasSize(1);
  }

  @Test
  void aModelThatIsReplacedByOneThatRunsElsewhereIsNoticedAtTheNextRequest() {
    Embedder embedder = embedder();
    embedder.embed(CLOSED, List.of("a tag"));
    long bytes = sandbox.bytesReceived();
    sandbox.addOllamaModel("{\"name\":\"all-minilm\",\"remote_host\":\"https://ollama.com:443\"}");

    assertThatThrownBy(() -> embedder.embed(CLOSED, List.of("another tag")))
        .isInstanceOf(RefusedException.class);
    assertThat(sandbox.bytesReceived()).isEqualTo(bytes);
  }

  @Test
  void whoDoesNotAnswerWhereAModelRunsGetsNoText() {
    sandbox.failNext("GET", "/ollama/api/tags", 500, "", Map.of());
    assertThatThrownBy(() -> embedder().embed(CLOSED, List.of("a secret plan")))
        .isInstanceOf(UnavailableException.class);

    sandbox.failNext("GET", "/ollama/api/tags", 404, "404 page not found", Map.of());
    assertThatThrownBy(() -> embedder().embed(CLOSED, List.of("a secret plan")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("OLLAMA_HOST");

    sandbox.failNext("GET", "/ollama/api/tags", 200, "{\"models\":null}", Map.of());
    assertThatThrownBy(() -> embedder().embed(CLOSED, List.of("a secret plan")))
        .isInstanceOf(RefusedException.class);
    assertThat(sandbox.bytesReceived()).isZero();
  }

  @Test
  void whatOllamaSaysOfAModelThatCannotEmbedIsTold() {
    answers(400, "{\"error\":\"this model does not support embeddings\"}", Map.of());

    assertThatThrownBy(() -> embedder().embed(ACME, List.of("a tag")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("this model does not support embeddings");
  }
}
