package ai.organized.flywheel.train.openai;

import static ai.organized.flywheel.train.openai.Provider.reply;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProgressTest {
  @TempDir Path folder;
  private Provider provider;

  @BeforeEach
  void open() {
    provider = new Provider();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private JobProgress poll(TrainingJob job) {
    return provider.codec.readProgress(SendCall.send(provider.codec.poll(job)));
  }

  private String newestEvent(TrainingJob job) {
    return provider.codec.readNewestEvent(SendCall.send(provider.codec.events(job)));
  }

  private JobProgress read(String job) {
    return provider.codec.readProgress(reply(200, job));
  }

  @Test
  void aGoodFileBecomesAModel() {
    TrainingJob job = provider.create(provider.upload(provider.job(folder, "acme", 1)));

    assertThat(poll(job)).isEqualTo(new JobProgress.Running("running"));
    assertThat(newestEvent(job)).isNotBlank();
    assertThat(poll(job))
        .isInstanceOfSatisfying(
            JobProgress.Succeeded.class,
            done ->
                assertThat(done.modelId())
                    .startsWith("ft:gpt-4o-mini-2024-07-18:sandbox:acme-v1:"));
  }

  @Test
  void aBadFileEndsWithTheProvidersReason() throws IOException {
    TrainingJob planned = provider.job(folder, "acme", 1);
    Files.writeString(planned.trainingFile(), "{\"messages\":[],\"weight\":1}\n");
    TrainingJob job = provider.create(provider.upload(planned));

    assertThat(poll(job))
        .isInstanceOfSatisfying(
            JobProgress.Ended.class,
            ended -> {
              assertThat(ended.status()).isEqualTo("failed");
              assertThat(ended.reason()).startsWith("invalid_file_format").contains("weight");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"validating_files", "queued", "running", "paused", "cancelling", "SUCCEEDED", ""})
  void whatIsNotAnEndIsRunning(String status) {
    assertThat(read("{\"status\":\"" + status + "\"}")).isEqualTo(new JobProgress.Running(status));
  }

  @Test
  void aReplyWithoutAStatusIsRunning() {
    assertThat(read("{}")).isInstanceOf(JobProgress.Running.class);
    assertThat(read("{\"status\":null}")).isInstanceOf(JobProgress.Running.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"succeeded"}
          {"status":"succeeded","fine_tuned_model":null}
          {"status":"succeeded","fine_tuned_model":""}
          """)
  void succeededWithoutAModelYetIsRunning(String job) {
    assertThat(read(job)).isEqualTo(new JobProgress.Running("succeeded, no model yet"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"failed","error":{}}                          | failed    | no reason given
          {"status":"failed","error":null}                        | failed    | no reason given
          {"status":"failed"}                                     | failed    | no reason given
          {"status":"failed","error":{"code":null,"message":null}} | failed   | no reason given
          {"status":"failed","error":{"code":"x","message":"y"}}  | failed    | x y
          {"status":"cancelled","error":{}}                       | cancelled | no reason given
          """)
  void anEndTellsItsReasonWhereThereIsOne(String job, String status, String reason) {
    assertThat(read(job)).isEqualTo(new JobProgress.Ended(status, reason));
  }

  @Test
  void neitherTellsASecret() {
    String token = "EAA" + "Ab1".repeat(20);

    String message = "{\"message\":\"" + token + "\",\"code\":\"x\"}";

    assertThat(read("{\"status\":\"failed\",\"error\":" + message + "}"))
        .isEqualTo(new JobProgress.Ended("failed", "x [redacted:meta-token]"));
    assertThat(provider.codec.readNewestEvent(reply(200, "{\"data\":[" + message + "]}")))
        .isEqualTo("[redacted:meta-token]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"data":[{"message":"m","data":{"step":4,"total_steps":9}}]}       | step 4/9
          {"data":[{"message":"Job started","data":{}}]}                     | Job started
          {"data":[{"message":"m","data":null}]}                             | m
          {"data":[{"message":null}]}                                        | ''
          {"data":[]}                                                        | ''
          {}                                                                 | ''
          """)
  void theNewestEventIsOneLine(String events, String line) {
    assertThat(provider.codec.readNewestEvent(reply(200, events))).isEqualTo(line);
  }
}
