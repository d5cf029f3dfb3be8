package ai.organized.flywheel.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.EmbedderContract;
import ai.organized.flywheel.embed.InProcessEmbedder;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest extends EmbedderContract {
  private final InProcessEmbedder miniLm = new MiniLmEmbedder();

  @Override
  protected Embedder embedder() {
    return miniLm;
  }

  @Override
  protected String model() {
    return "all-MiniLM-L6-v2";
  }

  /** Vectors are kept for ever under the fingerprint: other files need another one. */
  @Test
  void theFingerprintStandsForTheseFiles() throws IOException, NoSuchAlgorithmException {
    assertThat(miniLm.fingerprint()).isEqualTo("all-MiniLM-L6-v2-q8/1/384");
    assertThat(sha256(MiniLm.MODEL_FILE))
        .isEqualTo("afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
    assertThat(sha256(MiniLm.TOKENIZER_FILE))
        .isEqualTo("da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0");
  }

  private static String sha256(String file) throws IOException, NoSuchAlgorithmException {
    try (InputStream in = MiniLm.class.getResourceAsStream(file)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }

  @Test
  void shortTextsHaveTheVectorsOfLangChain4j() {
    EmbeddingModel theirs = new AllMiniLmL6V2QuantizedEmbeddingModel();
    for (String text :
        List.of(
            "Fire the purchase tag once.",
            "AW-123456/abc → value {{dlv - ecommerce.value}} EUR",
            "Größe der Zielgruppe, naïve façade")) {
      assertThat(Cosine.of(miniLm.embed(text), theirs.embed(text).content().vector()))
          .isGreaterThan(0.9999);
    }
  }
}
