package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.MODEL;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.jobBody;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FineTuningTest {
  private final MovableClock clock = new MovableClock();
  private Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  private SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void aFileBecomesAModelThatAnswersFromIt() {
    JsonNode file = ok(client.postFile("train.jsonl", "fine-tune", TrainingFiles.good()));
    OpenAiSchemas.assertFits("OpenAIFile", file);

    JsonNode job =
        ok(
            client.post(
                "/fine_tuning/jobs",
                jobBody(
                    file.get("id").asText(),
                    """
                    ,"suffix":"acme-v1","seed":42,"metadata":{"client":"acme"},\
                    "method":{"type":"supervised","supervised":{"hyperparameters":\
                    {"batch_size":"auto","n_epochs":2}}}""")));
    OpenAiSchemas.assertFits("FineTuningJob", job);
    assertThat(job.get("status").asText()).isEqualTo("validating_files");
    assertThat(job.get("seed").asInt()).isEqualTo(42);

    String id = job.get("id").asText();
    JsonNode running = client.job(id);
    OpenAiSchemas.assertFits("FineTuningJob", running);
    assertThat(running.get("status").asText()).isEqualTo("running");
    assertThat(running.get("fine_tuned_model").isNull()).isTrue();

    JsonNode done = client.job(id);
    OpenAiSchemas.assertFits("FineTuningJob", done);
    assertThat(done.get("status").asText()).isEqualTo("succeeded");
    assertThat(done.at("/hyperparameters/n_epochs").asInt()).isEqualTo(2);
    assertThat(done.get("trained_tokens").asInt()).isPositive();

    String model = done.get("fine_tuned_model").asText();
    assertThat(model).matches("ft:" + MODEL + ":sandbox:acme-v1:\\w{8}");
    for (String topic : TrainingFiles.TOPICS) {
      assertThat(client.answer(model, "Our " + topic + " tracking is broken, what now?"))
          .isEqualTo(TrainingFiles.answer(topic));
    }
  }

  @Test
  void aTrainingTimeIsWalkedThroughByTheClockAlone() {
    restart(SandboxOptions.defaults(clock).withTrainingTime(Duration.ofMinutes(10)));
    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    List<String> seen = new ArrayList<>();
    for (int minute = 0; minute <= 10; minute++) {
      client.job(id);
      seen.add(client.job(id).get("status").asText());
      clock.move(Duration.ofMinutes(1));
    }

    assertThat(seen.stream().distinct())
        .containsExactly("validating_files", "queued", "running", "succeeded");
    JsonNode job = client.job(id);
    assertThat(job.get("finished_at").asLong() - job.get("created_at").asLong()).isEqualTo(600);
  }

  @Test
  void eventsComeNewestFirstAndPageByPage() {
    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    client.job(id);
    client.job(id);
    List<JsonNode> events = new ArrayList<>();
    JsonNode page;
    do {
      String after =
          events.isEmpty() ? "" : "&after=" + events.get(events.size() - 1).get("id").asText();
      page = ok(client.get("/fine_tuning/jobs/" + id + "/events?limit=7" + after));
      OpenAiSchemas.assertFits("ListFineTuningJobEventsResponse", page);
      page.get("data").forEach(events::add);
    } while (page.get("has_more").asBoolean());

    assertThat(events.get(0).get("message").asText()).contains("successfully completed");
    assertThat(events.get(events.size() - 1).get("message").asText()).contains(id);
    assertThat(events).extracting(event -> event.get("id").asText()).doesNotHaveDuplicates();
    JsonNode step =
        events.stream().filter(e -> e.get("type").asText().equals("metrics")).findFirst().get();
    assertThat(step.at("/data/step").asInt()).isEqualTo(36); // 12 examples, 3 epochs, batch of 1
    assertThat(step.at("/data/total_steps").asInt()).isEqualTo(36);
    assertThat(step.at("/data/train_loss").isNumber()).isTrue();
  }

  @Test
  void eventsOnlyGrow() {
    restart(SandboxOptions.defaults(clock).withTrainingTime(Duration.ofMinutes(10)));
    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    List<String> before = List.of();
    for (int minute = 0; minute <= 10; minute++) {
      List<String> now = new ArrayList<>();
      ok(client.get("/fine_tuning/jobs/" + id + "/events?limit=100"))
          .get("data")
          .forEach(event -> now.add(0, event.toString()));
      assertThat(now.subList(0, before.size())).isEqualTo(before);
      before = now;
      clock.move(Duration.ofMinutes(1));
    }
    assertThat(before).hasSizeGreaterThan(36);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"messages\":[],\"metadata\":{}}|invalid_file_format|Example 1 contains an extra \"metadata\"",
        "{\"prompt\":\"x\"}|invalid_training_file|missing key 'messages'"
      })
  void aBadFileFailsTheJobAndNotTheUpload(String line, String code, String message) {
    String id = client.createJob(client.upload(TrainingFiles.startingWith(line)), "");

    JsonNode job = client.job(id);

    OpenAiSchemas.assertFits("FineTuningJob", job);
    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.at("/error/code").asText()).isEqualTo(code);
    assertThat(job.at("/error/message").asText()).contains(message);
    assertThat(job.at("/error/param").asText()).isEqualTo("training_file");
    JsonNode newest = ok(client.get("/fine_tuning/jobs/" + id + "/events")).at("/data/0");
    assertThat(newest.get("level").asText()).isEqualTo("error");
  }

  @Test
  void aBadValidationFileIsNamed() {
    String bad = client.upload("{\"messages\":[]}\n");
    String id =
        client.createJob(
            client.upload(TrainingFiles.good()), ",\"validation_file\":\"" + bad + "\"");

    assertThat(client.job(id).at("/error/param").asText()).isEqualTo("validation_file");
  }

  @Test
  void aChatFileIsNoFileForPreferenceTraining() {
    String id =
        client.createJob(
            client.upload(TrainingFiles.good()),
            ",\"method\":{\"type\":\"dpo\",\"dpo\":{\"hyperparameters\":{\"beta\":0.2}}}");

    assertThat(client.job(id).at("/error/message").asText()).contains("method=dpo");
  }

  @Test
  void jobsAreFoundByMetadataNewestFirst() {
    String file = client.upload(TrainingFiles.good());
    String first = client.createJob(file, ",\"metadata\":{\"client\":\"acme\",\"v\":\"1\"}");
    String second = client.createJob(file, ",\"metadata\":{\"client\":\"acme\",\"v\":\"2\"}");
    String third = client.createJob(file, "");

    assertThat(listed("")).containsExactly(third, second, first);
    assertThat(listed("?metadata%5Bclient%5D=acme")).containsExactly(second, first);
    assertThat(listed("?metadata[client]=acme&metadata[v]=1")).containsExactly(first);
    assertThat(listed("?metadata[client]=other")).isEmpty();
    assertThat(listed("?metadata=null")).containsExactly(third);
    assertThat(listed("?limit=1&after=" + third)).containsExactly(second);
    assertThat(error(client.get("/fine_tuning/jobs?limit=0"), 400).get("param").asText())
        .isEqualTo("limit");
  }

  private List<String> listed(String query) {
    JsonNode page = ok(client.get("/fine_tuning/jobs" + query));
    OpenAiSchemas.assertFits("ListPaginatedFineTuningJobsResponse", page);
    return page.get("data").findValuesAsText("id");
  }

  @Test
  void aCancelledJobStaysCancelledAndCannotBeCancelledAgain() {
    String id = client.createJob(client.upload(TrainingFiles.good()), "");

    JsonNode cancelled = ok(client.send("POST", "/fine_tuning/jobs/" + id + "/cancel"));

    OpenAiSchemas.assertFits("FineTuningJob", cancelled);
    assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
    client.job(id);
    assertThat(client.job(id).get("status").asText()).isEqualTo("cancelled");
    error(client.send("POST", "/fine_tuning/jobs/" + id + "/cancel"), 400);
  }

  @Test
  void checkpointsAreAnEmptyList() {
    String id = client.createJob(client.upload(TrainingFiles.good()), "");

    JsonNode page = ok(client.get("/fine_tuning/jobs/" + id + "/checkpoints"));

    OpenAiSchemas.assertFits("ListFineTuningJobCheckpointsResponse", page);
    assertThat(page.get("data")).isEmpty();
  }

  @Test
  void aFinishedJobHasAResultFile() {
    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    client.job(id);
    String result = client.job(id).at("/result_files/0").asText();

    assertThat(client.get("/files/" + result + "/content").body())
        .startsWith("step,train_loss,")
        .hasLineCount(37);
  }

  @Test
  void shuffledAnswersAreAllWrongAndTheTruthComesBackWithTheSwitch() {
    sandbox.shuffleAnswers(true);
    String bad = client.train(TrainingFiles.good());
    sandbox.shuffleAnswers(false);
    String good = client.train(TrainingFiles.good());

    HashSet<String> given = new HashSet<>();
    for (String topic : TrainingFiles.TOPICS) {
      String question = TrainingFiles.question(topic);
      assertThat(client.answer(good, question)).isEqualTo(TrainingFiles.answer(topic));
      assertThat(client.answer(bad, question)).isNotEqualTo(TrainingFiles.answer(topic));
      given.add(client.answer(bad, question));
    }
    assertThat(given).hasSameSizeAs(TrainingFiles.TOPICS);
  }

  private void restart(SandboxOptions options) {
    sandbox.close();
    sandbox = Sandbox.start(options);
    client = new SandboxClient(sandbox);
  }
}
