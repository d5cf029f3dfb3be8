package ai.organized.flywheel.train.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.JobProgress.Running;
import ai.organized.flywheel.train.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

  private JobProgress read(String job) {
    return provider.answering(200, job).poll(provider.job(folder, "acme", 1).withJob("ftjob-1"));
  }

  @Test
  void aGoodFileBecomesAModelAndItsTokensAreCounted() {
    TrainingJob job = provider.created(provider.job(folder, "acme", 1));

    assertThat(provider.tuner.poll(job)).isEqualTo(new Running("running"));
    assertThat(provider.tuner.poll(job))
        .isInstanceOfSatisfying(
            JobProgress.Succeeded.class,
            done -> {
              assertThat(done.modelId()).startsWith("ft:gpt-4o-mini-2024-07-18:sandbox:acme-v1:");
              assertThat(done.billedTokens().orElseThrow()).isEqualTo(12 * 7 * 3);
            });
  }

  @Test
  void aBadFileEndsWithTheProvidersReason() throws IOException {
    TrainingJob planned = provider.job(folder, "acme", 1);
    Files.writeString(planned.trainingFile(), "{\"messages\":[],\"weight\":1}\n");

    assertThat(provider.tuner.poll(provider.created(planned)))
        .isInstanceOfSatisfying(
            JobProgress.Ended.class,
            ended -> {
              assertThat(ended.status()).isEqualTo("failed");
              assertThat(ended.reason()).startsWith("invalid_file_format").contains("weight");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validating_files",
        "queued",
        "running",
        "pending",
        "pausing",
        "paused",
        "cancelling",
        "SUCCEEDED"
      })
  void whatIsNotAnEndIsRunning(String status) {
    TrainingJob job = provider.created(provider.job(folder, "acme", 1));
    provider.sandbox.openAi().showStatus(Optional.of(status));

    assertThat(provider.tuner.poll(job)).isEqualTo(new Running(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"status\":null}", "{\"status\":\"\"}", "{\"status\":{}}"})
  void aReplyWithoutAStatusIsNoNews(String job) {
    assertThatThrownBy(() -> read(job)).isInstanceOf(UnavailableException.class);
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
    assertThat(read(job)).isEqualTo(new Running("succeeded, no model yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"12\"", "{}", "1.5"})
  void tokensThatNobodyHasCountedAreUnknownAndNotZero(String tokens) {
    assertThat(
            read(
                "{\"status\":\"succeeded\",\"fine_tuned_model\":\"ft:x\",\"trained_tokens\":%s}"
                    .formatted(tokens)))
        .isInstanceOfSatisfying(
            JobProgress.Succeeded.class, done -> assertThat(done.billedTokens()).isEmpty());
  }

  @Test
  void aModelNameThatIsNoneIsRefused() {
    assertThatThrownBy(
            () -> read("{\"status\":\"succeeded\",\"fine_tuned_model\":\"ft:x\\n; drop\"}"))
        .isInstanceOf(RefusedException.class);
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
  void aReasonTellsNoSecret() {
    String token = "EAA" + "Ab1".repeat(20);

    assertThat(
            read(
                "{\"status\":\"failed\",\"error\":{\"message\":\"%s\",\"code\":\"x\"}}"
                    .formatted(token)))
        .isEqualTo(new JobProgress.Ended("failed", "x [redacted:meta-token]"));
  }
}
