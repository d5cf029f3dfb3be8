package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.wiring.RunningLoop;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes beside a real server: what a person sees who submits a training. */
class FineTuneSubmitTest {
  @TempDir static Path built;
  @TempDir Path folder;

  @BeforeAll
  static void build() throws IOException {
    BuiltClient.build(built);
  }

  private BuiltClient client(Duration trainingTime) {
    return new BuiltClient(built, folder, trainingTime, Map.of());
  }

  @Test
  void withoutARunItWalksToTheVerdictAndPrintsTheTranscript() {
    try (BuiltClient hre = client(Duration.ofSeconds(3))) {
      Outcome outcome = hre.submit();

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .containsSubsequence(
              "Fine-Tune Runner — hre v1 · Track A (openai)",
              "Loading JSONL",
              "v1.jsonl (60 records)",
              "Uploading to openai",
              "file_id: file-",
              "Creating fine-tune job",
              "job_id: ftjob-",
              "Model suffix",
              "gpt-4o-mini-2024-07-18:hre-v1",
              "[00:00] ",
              "running — step ",
              "Fine-tuned model",
              "ft:gpt-4o-mini-2024-07-18",
              "Running eval harness (holdout: v1_eval.jsonl)",
              "Problem recall",
              "Solution accuracy",
              "model_registry.json updated",
              "PROMOTED hre v1",
              "Next: ./flywheel");
      assertThat(hre.model().state()).isEqualTo(ModelState.ACTIVE);
      assertThat(hre.job().billedUsd()).isPresent();
      assertThat(outcome.err())
          .contains("because the client's config says so", "No run is at work");
      Outcome eval =
          hre.command("eval").run("fine-tune", "eval", "--client", "hre", "--version", "1");
      assertThat(eval.out()).contains("PROMOTE", "Problem recall", "Question");
      assertThat(eval.out().lines().filter(l -> l.matches("  \\S{36} .*[✓✗◐] .*"))).hasSize(10);
      Outcome compared =
          hre.command("eval again")
              .run("fine-tune", "eval", "--client", "hre", "--version", "1", "--again");
      assertThat(compared.err()).contains("no version answered before v1", "nothing to compare");
      Outcome again = hre.submit();
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err())
          .contains("has its verdict", "fine-tune eval --client hre --version 1");
    }
  }

  @Test
  void besideALiveRunItOnlyShowsWhatTheRunDoes() {
    try (BuiltClient hre = client(Duration.ofSeconds(3));
        RunningLoop run = RunningLoop.start(hre.data(), hre.sandbox(), hre.environment())) {
      Outcome outcome = hre.submit();

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.err()).contains("A run is at work on the store and does the training");
      assertThat(outcome.out()).contains("job_id: ftjob-", "PROMOTED hre v1");
      assertThat(run.versions("hre")).hasSize(1);
      assertThat(hre.requests("POST", "/v1/fine_tuning/jobs")).isEqualTo(1);
      assertThat(hre.requests("POST", "/v1/files")).isEqualTo(1);
    }
  }

  @Test
  void ctrlCDetachesAndTheSameCommandTakesTheTrainingUpAgain() throws Exception {
    try (BuiltClient hre = client(Duration.ofMinutes(10))) {
      Process first = hre.command("first").start("fine-tune", "submit", "--client", "hre");
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> hre.isSubmitted() && hre.job().state() == JobState.RUNNING);
      await().atMost(Duration.ofSeconds(30)).until(() -> hre.printed("first").contains("ftjob-"));
      int exit = CtrlC.press(first);

      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(hre.said("first")).isEqualTo(exit);
      assertThat(hre.said("first"))
          .contains(
              "detached; the training goes on at the provider; `./flywheel run` (or the same"
                  + " command) takes it up again");
      assertThat(hre.job().state()).isEqualTo(JobState.RUNNING);

      hre.trainOn(Duration.ofMinutes(10));
      Outcome second = hre.submit();
      assertThat(second.exitCode()).as(second.err()).isZero();
      assertThat(second.out()).contains("running — step 180/180", "PROMOTED hre v1");
      assertThat(hre.requests("POST", "/v1/fine_tuning/jobs")).isEqualTo(1);
      assertThat(hre.requests("POST", "/v1/files")).isEqualTo(1);
    }
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndSendsNoByteOfTheClient() throws IOException {
    try (BuiltClient hre = client(Duration.ZERO)) {
      Outcome outcome = hre.submit("--dry-run");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .containsSubsequence(
              "begin its training with openai",
              "60 in ",
              "track a, because the client's config says so",
              "openai at 127.0.0.1:",
              "gpt-4o-mini-2024-07-18",
              "$0.08 (8,667 tokens × 3 epochs",
              "client hre has $0.00 of $50.00, all clients $0.00 of $500.00",
              "Provider answers             ✓",
              "Within the budget            ✓",
              "Nothing of hre was sent");
      assertThat(hre.sandbox().requests()).isNotEmpty().allMatch(r -> r.method().equals("GET"));
      assertThat(hre.sandbox().bytesReceived()).isZero();
      assertThat(hre.isSubmitted()).isFalse();
    }
  }

  @Test
  void aboveTheBudgetItIsRefusedWithTheSumsUntilAPersonSaysYes() {
    Map<String, String> poor = Map.of("FLYWHEEL_TRAIN_CLIENT_BUDGET_USD", "0.05");
    try (BuiltClient hre = new BuiltClient(built, folder, Duration.ZERO, poor)) {
      Outcome refused = hre.submit("--detach");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .contains(
              "about $0.08", "client hre has $0.00 of $0.05", "$0.00 of $500.00", "add --yes");
      assertThat(hre.isSubmitted()).isFalse();

      Outcome approved = hre.submit("--detach", "--yes");
      assertThat(approved.exitCode()).as(approved.err()).isZero();
      assertThat(approved.out()).contains("hre v1 is submitted");
      assertThat(hre.job().state()).isEqualTo(JobState.PLANNED);
      assertThat(hre.job().estimatedUsd()).hasValue(0.08);
      Outcome status = hre.command("status").run("fine-tune", "status", "--json");
      JsonNode row = Json.parse(status.out()).at("/hre/0");
      assertThat(row.path("state").asText()).isEqualTo("training");
      assertThat(row.path("job_state").asText()).isEqualTo("planned");
      assertThat(row.path("estimated_usd").asDouble()).isEqualTo(0.08);
      assertThat(row.has("billed_usd") && row.path("billed_usd").isNull()).isTrue();
    }
  }

  @Test
  void aModelOfUnknownPriceIsRefusedWhileThereIsABudget() {
    Map<String, String> unlisted = Map.of("FLYWHEEL_OPENAI_MODEL", "gpt-4.1-nano-2025-04-14");
    try (BuiltClient hre = new BuiltClient(built, folder, Duration.ZERO, unlisted)) {
      Outcome refused = hre.submit("--detach");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("is not known", "config/prices.json", "add --yes");
      assertThat(hre.sandbox().bytesReceived()).isZero();
    }
  }

  @Test
  void aCancelledTrainingEndsAtTheProviderAndWhoFollowsItIsTold() throws Exception {
    try (BuiltClient hre = client(Duration.ofMinutes(5))) {
      Process submit = hre.command("first").start("fine-tune", "submit", "--client", "hre");
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> hre.isSubmitted() && hre.job().state() == JobState.RUNNING);

      Outcome cancel =
          hre.command("cancel").run("fine-tune", "cancel", "--client", "hre", "--version", "1");

      assertThat(cancel.exitCode()).as(cancel.err()).isZero();
      assertThat(cancel.out()).contains("hre v1 failed: cancelled by a person");
      assertThat(submit.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(submit.exitValue()).isEqualTo(1);
      assertThat(hre.printed("first"))
          .contains("FAILED hre v1: cancelled by a person", "fine-tune submit --client hre");
      assertThat(hre.sandbox().requests())
          .anyMatch(r -> r.method().equals("POST") && r.path().endsWith("/cancel"));

      Outcome again = hre.submit("--detach");
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(hre.job().state()).isEqualTo(JobState.UPLOADING);
      assertThat(hre.job().cancelAsked()).isFalse();
      Outcome status = hre.command("status").run("fine-tune", "status", "--client", "hre");
      assertThat(status.out()).contains("uploading", "estimated $0.08", "client hre has $0.16");
    }
  }
}
