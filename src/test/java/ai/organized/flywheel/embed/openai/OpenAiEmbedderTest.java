package ai.organized.flywheel.embed.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.RemoteEmbedderContract;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbedderTest extends RemoteEmbedderContract {
  @Override
  protected Embedder embedder() {
    return with("text-embedding-3-small", SandboxOptions.DEFAULT_API_KEY);
  }

  private Embedder with(String model, String key) {
    return new OpenAiEmbedder(sandbox.openAiBase(), model, new Secret(key), this::send);
  }

  @Override
  protected String model() {
    return "text-embedding-3-small";
  }

  @Override
  protected String path() {
    return "/v1/embeddings";
  }

  @Override
  protected String answer(List<String> vectors) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < vectors.size(); i++) {
      data.append(i == 0 ? "" : ",").append(row(i, vectors.get(i)));
    }
    return "{\"object\":\"list\",\"data\":[" + data + "]}";
  }

  private static String row(int index, String vector) {
    return "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(index, vector);
  }

  @Test
  void theFingerprintNamesTheServerToo() {
    assertThat(embedder().fingerprint())
        .isEqualTo("openai/text-embedding-3-small@" + sandbox.openAiBase().getAuthority());
  }

  @Test
  void anAnswerIsPutWhereItsIndexSays() {
    answers(200, "{\"data\":[" + row(1, "[0,1]") + "," + row(0, "[1,0]") + "]}", Map.of());

    List<float[]> vectors = embedder().embed(ACME, List.of("one", "two"));

    assertThat(vectors.get(0)).containsExactly(1f, 0f);
    assertThat(vectors.get(1)).containsExactly(0f, 1f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1})
  void anIndexTwiceOrOutOfRangeIsRefused(int second) {
    answers(200, "{\"data\":[" + row(0, "[0,1]") + "," + row(second, "[1,0]") + "]}", Map.of());

    assertThatThrownBy(() -> embedder().embed(ACME, List.of("one", "two")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("index");
  }

  @Test
  void noRequestIsLongerThanTheServiceTakes() {
    List<String> texts = Collections.nCopies(130, "tag ".repeat(1_900));

    assertThat(embedder().embed(ACME, texts)).hasSize(130);
    assertThat(posts()).hasSizeGreaterThan(3).allMatch(post -> post.body().length < 310_000);
    assertThat(posts()).allMatch(post -> post.status() == 200);
  }

  @Test
  void aLongTextIsSentInPieces() {
    embedder().embed(ACME, List.of("tag ".repeat(9_000)));

    assertThat(posts()).singleElement().matches(post -> post.status() == 200);
  }

  @Test
  void theLargeModelsReplyIsShortEnoughToRead() {
    Embedder large = with("text-embedding-3-large", SandboxOptions.DEFAULT_API_KEY);

    List<float[]> vectors = large.embed(ACME, Collections.nCopies(200, "a tag"));

    assertThat(vectors).hasSize(200).allMatch(vector -> vector.length == 3_072);
  }

  @Test
  void aWrongKeyIsRefusedWithWhatToSet() {
    assertThatThrownBy(() -> with("text-embedding-3-small", "wrong").embed(ACME, List.of("a")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("FLYWHEEL_EMBED_API_KEY");
    assertThatThrownBy(() -> with("text-embedding-3-small", "").embed(ACME, List.of("a")))
        .isInstanceOf(RefusedException.class);
    assertThat(sandbox.requests().get(1).headers()).doesNotContainKey("authorization");
  }

  @Test
  void aModelThatIsNotThereIsRefusedWithWhatToSet() {
    assertThatThrownBy(
            () -> with("no-model", SandboxOptions.DEFAULT_API_KEY).embed(ACME, List.of("a")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("model_not_found"))
        .hasMessageContaining("FLYWHEEL_EMBED_MODEL");
  }

  @Test
  void anEmptyAccountIsNotTriedAgain() {
    answers(
        429,
        "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\","
            + "\"param\":null,\"code\":\"insufficient_quota\"}}",
        Map.of());

    assertThatThrownBy(() -> embedder().embed(ACME, List.of("a tag")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("insufficient_quota"))
        .hasMessageContaining("exceeded your current quota")
        .hasMessageContaining("FLYWHEEL_EMBED_EMBEDDER=minilm");
  }
}
