package ai.organized.flywheel.train.openai;

import static ai.organized.flywheel.train.openai.Provider.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.SendCall;
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

  private TrainingJob findUpload(TrainingJob wanted) {
    return provider.codec.readFoundUpload(wanted, SendCall.send(provider.codec.findUpload(wanted)));
  }

  @Test
  void theFileArrivesAsItIsUnderANameThatTellsItsDataset()
      throws IOException, InterruptedException {
    TrainingJob uploaded = provider.upload(job);

    assertThat(uploaded.fileId()).startsWith("file-");
    HttpRequest content =
        HttpRequest.newBuilder(
                URI.create(
                    provider.sandbox.openAiBase() + "/files/" + uploaded.fileId() + "/content"))
            .header("Authorization", "Bearer " + provider.settings.apiKey().value())
            .build();
    assertThat(HttpClient.newHttpClient().send(content, BodyHandlers.ofByteArray()).body())
        .isEqualTo(Files.readAllBytes(job.trainingFile()));
    assertThat(job.uploadName())
        .isEqualTo("acme-v1-" + job.datasetHash().substring(0, 12) + ".jsonl");
  }

  @Test
  void aLostUploadIsFoundAgainByItsName() {
    TrainingJob uploaded = provider.upload(job);
    provider.upload(provider.job(folder, "acme", 2));
    provider.upload(provider.job(folder, "other", 1));

    assertThat(findUpload(job).fileId()).isEqualTo(uploaded.fileId());
  }

  @Test
  void amongTwoTheNewestIsTaken() {
    provider.upload(job);
    TrainingJob second = provider.upload(job);

    assertThat(findUpload(job).fileId()).isEqualTo(second.fileId());
  }

  @Test
  void whereThereIsNothingTheJobStaysAsItIs() {
    provider.upload(provider.job(folder, "acme", 2));

    assertThat(findUpload(job)).isEqualTo(job);
  }

  @Test
  void theCallNamesItsClientAndCarriesTheKeyInTheHeaderOnly() {
    provider.upload(job);

    RecordedRequest request = provider.lastRequest();
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.headers().get("authorization")).startsWith("Bearer ");
    assertThat(request.path()).isEqualTo("/v1/files");
    assertThat(provider.codec.upload(job).client()).isEqualTo(job.client());
    assertThat(provider.codec.upload(job).toString())
        .isEqualTo(
            "POST http://" + provider.sandbox.openAiBase().getAuthority() + " for client acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../models", "file-1/content", "file 1", "file-1?x", "file-1\\n", "ü"})
  void anIdThatIsNoneIsRefused(String id) {
    String file = "{\"id\":\"" + id + "\",\"filename\":\"" + job.uploadName() + "\"}";

    assertThatThrownBy(() -> provider.codec.readUpload(job, reply(200, file)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("an id that is none");
    assertThatThrownBy(
            () -> provider.codec.readFoundUpload(job, reply(200, "{\"data\":[" + file + "]}")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("an id that is none");
  }
}
