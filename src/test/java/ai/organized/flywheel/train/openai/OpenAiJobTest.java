package ai.organized.flywheel.train.openai;

import static ai.organized.flywheel.train.openai.Provider.TIMEOUT;
import static ai.organized.flywheel.train.openai.Provider.begunAt;
import static ai.organized.flywheel.train.openai.Provider.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiJobTest {
  @TempDir Path folder;
  private Provider provider;
  private TrainingJob job;

  @BeforeEach
  void anUploadedFile() {
    provider = new Provider();
    job = provider.upload(provider.job(folder, "acme", 1));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void theProviderTakesTheJobAsItIsSent() {
    TrainingJob created = provider.create(job);

    assertThat(created.jobId()).startsWith("ftjob-");
    assertThat(provider.lastRequest().status()).isEqualTo(200);
  }

  @Test
  void theBodyNamesModelFileSuffixAndDatasetAndHoldsNoNull() {
    JsonNode body = Provider.json(provider.codec.createJob(job));

    assertThat(body.path("model").asText()).isEqualTo(Provider.BASE_MODEL);
    assertThat(body.path("training_file").asText()).isEqualTo(job.fileId());
    assertThat(body.path("suffix").asText()).isEqualTo("acme-v1");
    assertThat(body.at("/method/type").asText()).isEqualTo("supervised");
    assertThat(body.at("/method/supervised/hyperparameters/n_epochs").asText()).isEqualTo("auto");
    assertThat(body.path("metadata").path("client").asText()).isEqualTo("acme");
    assertThat(body.path("metadata").path("version").asText()).isEqualTo("1");
    assertThat(body.path("metadata").path("dataset").asText()).isEqualTo(job.datasetHash());
    assertThat(body.has("hyperparameters")).as("deprecated").isFalse();
    assertThat(body.toString()).doesNotContain("null");
  }

  @Test
  void aLostJobIsFoundAgainByItsMetadataAlone() {
    provider.create(provider.upload(provider.job(folder, "acme", 2)));
    TrainingJob created = provider.create(job);
    provider.create(provider.upload(provider.job(folder, "other", 1)));

    TrainingJob found = provider.findJob(begunAt(job, provider.clock.instant()));

    assertThat(found.jobId()).isEqualTo(created.jobId());
  }

  /** Submitted again after it failed, and the new call's answer was lost. */
  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void aJobThatEndedWithoutAModelIsNotTheOneThatWasLost(String status) {
    String ended =
        "{\"data\":[{\"id\":\"ftjob-1\",\"status\":\"%s\",\"metadata\":%s}]}"
            .formatted(status, Provider.json(provider.codec.createJob(job)).path("metadata"));

    assertThat(provider.codec.readFoundJob(job, reply(200, ended)).jobId()).isNull();
    assertThat(
            provider
                .codec
                .readFoundJob(job, reply(200, ended.replace(status, "succeeded")))
                .jobId())
        .isEqualTo("ftjob-1");
  }

  @Test
  void aProviderThatIgnoresTheFilterMisleadsNobody() {
    String others =
        "{\"data\":[{\"id\":\"ftjob-1\",\"metadata\":{\"client\":\"acme\",\"version\":\"2\","
            + "\"dataset\":\"x\"}},{\"id\":\"ftjob-2\",\"metadata\":null},{\"id\":\"ftjob-3\"}]}";
    provider.clock.turn(TIMEOUT);

    TrainingJob found =
        provider.codec.readFoundJob(
            begunAt(job, provider.clock.instant().minus(TIMEOUT)), reply(200, others));

    assertThat(found.jobId()).isNull();
  }

  @Test
  void withinTheSettleTimeAMissingJobMayStillBeOnItsWay() {
    TrainingJob begun = begunAt(job, provider.clock.instant());
    provider.clock.turn(Duration.ofSeconds(20));

    assertThatThrownBy(() -> provider.findJob(begun))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(40)))
        .hasMessageContaining("may still be on its way");
  }

  @Test
  void afterTheSettleTimeItMayBeCreatedAgain() {
    TrainingJob begun = begunAt(job, provider.clock.instant());
    provider.clock.turn(TIMEOUT);

    TrainingJob again = provider.findJob(begun);

    assertThat(again.jobId()).isNull();
    assertThat(provider.create(again).jobId()).isNotNull();
  }

  @Test
  void aJobThatIsThereIsTakenWithinTheSettleTimeToo() {
    TrainingJob created = provider.create(job);

    assertThat(provider.findJob(begunAt(job, provider.clock.instant())).jobId())
        .isEqualTo(created.jobId());
  }

  @Test
  void aTrainingThatIsNotAvailableSaysWhatToDo() {
    provider.sandbox.refuseTraining(true);

    assertThatThrownBy(() -> provider.create(job))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("training_not_available"))
        .hasMessageContaining("OPENAI_BASE_URL")
        .hasMessageContaining("flywheel fine-tune submit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../files/x", "ftjob-1/events", "a b", "ftjob%2F1", "x?limit=1"})
  void anIdThatIsNoneIsRefused(String id) {
    String created = "{\"id\":\"" + id + "\"}";
    String listed =
        Provider.json("{\"data\":[{\"id\":\"" + id + "\",\"metadata\":{}}]}")
            .toString()
            .replace(
                "\"metadata\":{}",
                "\"metadata\":" + Provider.json(provider.codec.createJob(job)).path("metadata"));

    assertThatThrownBy(() -> provider.codec.readCreatedJob(job, reply(200, created)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> provider.codec.readFoundJob(job, reply(200, listed)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void anIdThatIsTooLongIsRefused() {
    assertThat(
            provider
                .codec
                .readCreatedJob(job, reply(200, "{\"id\":\"" + "a".repeat(128) + "\"}"))
                .jobId())
        .hasSize(128);
    assertThatThrownBy(
            () ->
                provider.codec.readCreatedJob(
                    job, reply(200, "{\"id\":\"" + "a".repeat(129) + "\"}")))
        .isInstanceOf(RefusedException.class);
  }
}
