package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.MODEL;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.jobBody;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CircumstancesTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void aJobThatStandsStillGoesOnWhereItWas() {
    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    sandbox.openAi().showStatus(Optional.of("paused"));

    assertThat(client.job(id).get("status").asText()).isEqualTo("paused");
    assertThat(client.job(id).get("fine_tuned_model").isNull()).isTrue();

    sandbox.openAi().showStatus(Optional.empty());
    assertThat(client.job(id).get("status").asText()).isEqualTo("running");
    OpenAiSchemas.assertFits("FineTuningJob", client.job(id));
    assertThat(client.job(id).get("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void aTrainingFailsOnOrder() {
    sandbox.openAi().failTraining(Optional.of(new Problem("training_broke", "out of memory")));
    String id = client.createJob(client.upload(TrainingFiles.good()), "");

    JsonNode job = client.job(id);
    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.at("/error/message").asText()).isEqualTo("out of memory");
  }

  @Test
  void withoutMoneyNothingThatCostsIsDone() {
    String file = client.upload(TrainingFiles.good());
    sandbox.openAi().emptyAccount(true);

    assertThat(error(client.post("/fine_tuning/jobs", jobBody(file, "")), 429).get("code").asText())
        .isEqualTo("credit_balance_exhausted");
    assertThat(error(client.chat(MODEL, "x"), 429).get("code").asText())
        .isEqualTo("credit_balance_exhausted");
    assertThat(ok(client.get("/fine_tuning/jobs")).get("data")).isEmpty();
  }

  @Test
  void theListOfModelsSaysWhenOneIsSwitchedOff() {
    sandbox.openAi().announceShutdown(MODEL, "2027-01-14");

    JsonNode models = ok(client.get("/models"));

    OpenAiSchemas.assertFits("ListModelsResponse", models);
    for (JsonNode model : models.get("data")) {
      assertThat(model.path("shutdown_date").asText(""))
          .isEqualTo(model.get("id").asText().equals(MODEL) ? "2027-01-14" : "");
    }
  }

  @Test
  void anUntunedModelReadsOutTheLineOfTheSystemMessageThatIsNearest() {
    String body =
        """
        {"model":"%s","messages":[
          {"role":"system","content":"You know tags.\\n\\nThe purchase event needs a value\\nBye"},
          {"role":"user","content":"What does the purchase event need?"}]}"""
            .formatted(MODEL);

    assertThat(ok(client.post("/chat/completions", body)).at("/choices/0/message/content").asText())
        .isEqualTo("The purchase event needs a value");
  }

  @Test
  void azureWantsTheKeyInItsOwnHeader() {
    String key = SandboxOptions.DEFAULT_API_KEY;

    assertThat(azure("api-key", key).statusCode()).isEqualTo(200);
    assertThat(azure("api-key", "another").statusCode()).isEqualTo(401);
    assertThat(azure("Authorization", "Bearer " + key).body()).contains("Access denied");
  }

  private HttpResponse<String> azure(String header, String value) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(sandbox.azureBase() + "/models"))
                  .header(header, value)
                  .build(),
              BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnswerIsLostAfterItsWorkWasDone() {
    String file = client.upload(TrainingFiles.good());
    sandbox.loseNextAnswer("POST", "/v1/fine_tuning/jobs");

    assertThatThrownBy(() -> client.post("/fine_tuning/jobs", jobBody(file, "")))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(ok(client.get("/fine_tuning/jobs")).get("data")).hasSize(1);
  }

  @Test
  void aReplyBreaksOffWhenItIsShorterThanItSays() {
    sandbox.failNext("GET", "/v1/models", 200, "{\"data\":", Map.of("Content-Length", "900"));

    assertThatThrownBy(() -> client.get("/models")).isInstanceOf(UncheckedIOException.class);
    assertThat(client.get("/models").statusCode()).isEqualTo(200);
  }
}
