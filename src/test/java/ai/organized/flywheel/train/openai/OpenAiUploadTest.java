package ai.organized.flywheel.train.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.train.TrainingJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiUploadTest {
  @TempDir Path folder;
  private Provider provider;
  private TrainingJob job;

  @BeforeEach
  void open() {
    provider = new Provider();
    job = provider.job(folder, "acme", 1);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void theFileArrivesAsItIsUnderANameThatTellsItsDataset()
      throws IOException, InterruptedException {
    String id = provider.tuner.upload(job);

    assertThat(id).startsWith("file-");
    HttpRequest content =
        HttpRequest.newBuilder(
                URI.create(provider.sandbox.openAiBase() + "/files/" + id + "/content"))
            .header("Authorization", "Bearer " + provider.settings.apiKey().value())
            .build();
    assertThat(HttpClient.newHttpClient().send(content, BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(job.trainingFile()));
    assertThat(job.uploadName())
        .isEqualTo("acme-v1-" + job.datasetHash().substring(0, 12) + ".jsonl");
  }

  @Test
  void amongTwoTheNewestIsTakenAndNeverOneOfAnotherDataset() {
    provider.tuner.upload(job);
    String second = provider.tuner.upload(job);
    provider.tuner.upload(provider.job(folder, "acme", 2));
    provider.tuner.upload(provider.job(folder, "other", 1));

    assertThat(provider.tuner.findUpload(job)).contains(second);
  }

  @Test
  void anUploadThatTheProviderCouldNotTakeIsNoUpload() {
    String files =
        "{\"data\":[{\"id\":\"file-1\",\"status\":\"error\",\"filename\":\"%s\"}]}"
            .formatted(job.uploadName());

    assertThat(provider.answering(200, files).findUpload(job)).isEmpty();
    assertThat(provider.answering(200, files.replace("error", "processed")).findUpload(job))
        .contains("file-1");
  }

  @Test
  void theKeyIsInTheHeaderOnly() {
    provider.tuner.upload(job);

    RecordedRequest request = provider.lastRequest();
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.headers().get("authorization")).startsWith("Bearer ");
    assertThat(request.path()).isEqualTo("/v1/files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../models", "file-1/content", "file 1", "file-1?x", "file-1\\n", "ü"})
  void anIdThatIsNoneIsRefused(String id) {
    String file = "{\"id\":\"" + id + "\",\"filename\":\"" + job.uploadName() + "\"}";

    assertThatThrownBy(() -> provider.answering(200, file).upload(job))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("an id that is none");
    assertThatThrownBy(() -> provider.answering(200, "{\"data\":[" + file + "]}").findUpload(job))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("an id that is none");
  }
}
