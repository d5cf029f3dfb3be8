package ai.organized.flywheel.train.openai;

import static ai.organized.flywheel.train.openai.Provider.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
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
    job = provider.uploaded(provider.job(folder, "acme", 1));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void theBodyNamesModelFileSuffixAndDatasetAndHoldsNoNull() {
    assertThat(provider.tuner.createJob(job)).startsWith("ftjob-");

    JsonNode body = provider.lastBody();
    assertThat(body.path("model").asText()).isEqualTo(Provider.BASE_MODEL);
    assertThat(body.path("training_file").asText()).isEqualTo(job.fileId());
    assertThat(body.path("suffix").asText()).isEqualTo("acme-v1");
    assertThat(body.at("/method/type").asText()).isEqualTo("supervised");
    assertThat(body.at("/method/supervised/hyperparameters/n_epochs").asText()).isEqualTo("auto");
    assertThat(body.path("metadata").path("client").asText()).isEqualTo("acme");
    assertThat(body.path("metadata").path("version").asText()).isEqualTo("1");
    assertThat(body.path("metadata").path("dataset").asText()).isEqualTo(job.datasetHash());
    assertThat(body.has("hyperparameters")).as("deprecated").isFalse();
    assertThat(body.has("trainingType")).as("Azure's, never set by itself").isFalse();
    assertThat(body.toString()).doesNotContain("null");
  }

  @Test
  void howOftenItGoesThroughTheLinesCanBeSet() {
    provider.tuner(OptionalInt.of(4)).createJob(job);

    assertThat(provider.lastBody().at("/method/supervised/hyperparameters/n_epochs").isInt())
        .isTrue();
    assertThat(provider.lastBody().at("/method/supervised/hyperparameters/n_epochs").asInt())
        .isEqualTo(4);
  }

  @Test
  void aLostJobIsFoundAgainByItsMetadataAlone() {
    provider.tuner.createJob(provider.uploaded(provider.job(folder, "acme", 2)));
    String created = provider.tuner.createJob(job);
    provider.tuner.createJob(provider.uploaded(provider.job(folder, "other", 1)));

    assertThat(provider.tuner.findJob(PaperJob.resumed(job, provider.clock.instant())))
        .contains(created);
  }

  /** Submitted again after it failed, and the new call's answer was lost. */
  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void aJobThatEndedWithoutAModelIsNotTheOneThatWasLost(String status) {
    provider.tuner.createJob(job);
    String ended =
        "{\"data\":[{\"id\":\"ftjob-1\",\"status\":\"%s\",\"metadata\":%s}]}"
            .formatted(status, provider.lastBody().path("metadata"));

    assertThat(provider.answering(200, ended).findJob(job)).isEmpty();
    assertThat(provider.answering(200, ended.replace(status, "succeeded")).findJob(job))
        .contains("ftjob-1");
  }

  @Test
  void aProviderThatIgnoresTheFilterMisleadsNobody() {
    String others =
        "{\"data\":[{\"id\":\"ftjob-1\",\"metadata\":{\"client\":\"acme\",\"version\":\"2\","
            + "\"dataset\":\"x\"}},{\"id\":\"ftjob-2\",\"metadata\":null},{\"id\":\"ftjob-3\"}]}";

    assertThat(provider.answering(200, others).findJob(job)).isEmpty();
  }

  @Test
  void withinTheSettleTimeAMissingJobMayStillBeOnItsWay() {
    TrainingJob begun = PaperJob.resumed(job, provider.clock.instant());
    provider.clock.turn(Duration.ofSeconds(20));

    assertThatThrownBy(() -> provider.tuner.findJob(begun))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(40)))
        .hasMessageContaining("may still be on its way");
    provider.clock.turn(TIMEOUT);
    assertThat(provider.tuner.findJob(begun)).isEmpty();
  }

  @Test
  void aTrainingThatIsNotAvailableNamesTheOtherWays() {
    provider.sandbox.refuseTraining(true);

    assertThatThrownBy(() -> provider.tuner.createJob(job))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("training_not_available"))
        .hasMessageContaining("--track b")
        .hasMessageContaining("FLYWHEEL_TRAINER_HOST")
        .hasMessageContaining("TOGETHER_API_KEY")
        .hasMessageContaining("OPENAI_BASE_URL")
        .hasMessageContaining("flywheel fine-tune submit");
  }

  @Test
  void anEmptyAccountIsNotBusy() {
    provider.sandbox.openAi().emptyAccount(true);

    assertThatThrownBy(() -> provider.tuner.createJob(job))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("credit_balance_exhausted"))
        .hasMessageContaining("429");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../files/x", "ftjob-1/events", "a b", "ftjob%2F1", "x?limit=1", "LONG"})
  void aJobWhoseIdIsNoneMayBeThereAndIsLookedFor(String name) {
    String id = name.equals("LONG") ? "a".repeat(129) : name;
    String created = "{\"id\":\"" + id + "\"}";
    String listed =
        "{\"data\":[{\"id\":\"%s\",\"training_file\":\"%s\"}]}".formatted(id, job.fileId());

    assertThatThrownBy(() -> provider.answering(200, created).createJob(job))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> provider.answering(200, listed).findJob(job))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void azureTakesTheSameJobWithTheKeyInItsOwnHeader() {
    OpenAiFineTuner azure = provider.azure();
    TrainingJob there = job.withFile(azure.upload(job));
    azure.check(job.client());

    assertThat(azure.createJob(there)).startsWith("ftjob-");

    assertThat(provider.lastRequest().path()).isEqualTo("/openai/v1/fine_tuning/jobs");
    assertThat(provider.lastRequest().headers())
        .containsEntry("api-key", provider.settings.apiKey().value())
        .doesNotContainKey("authorization");
  }
}
