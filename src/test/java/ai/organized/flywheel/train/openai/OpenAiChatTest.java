package ai.organized.flywheel.train.openai;

import static ai.organized.flywheel.train.openai.Provider.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.evaluate.Answer;
import ai.organized.flywheel.evaluate.Question;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatTest {
  @TempDir Path folder;
  private Provider provider;
  private OpenAiChat chat;

  @BeforeEach
  void open() {
    provider = new Provider();
    chat = new OpenAiChat(provider.settings);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static Question question(String modelId) {
    return new Question(
        new ClientId("acme"), "e-1", modelId, "You know tags.", "hash", "problem 7");
  }

  private String trainedModel() {
    TrainingJob planned = provider.job(folder, "acme", 1);
    TrainingJob uploaded = planned.withFile(provider.tuner.upload(planned));
    TrainingJob job = uploaded.withJob(provider.tuner.createJob(uploaded));
    provider.tuner.poll(job);
    JobProgress progress = provider.tuner.poll(job);
    return ((JobProgress.Succeeded) progress).modelId();
  }

  @Test
  void theDatasetsPromptComesFirstAndTheQuestionAfterIt() {
    RemoteCall call = chat.ask(question("ft:x"));

    JsonNode body = Provider.json(call);
    assertThat(call.client()).isEqualTo(new ClientId("acme"));
    assertThat(call.uri()).hasPath("/v1/chat/completions");
    assertThat(body.path("model").asText()).isEqualTo("ft:x");
    assertThat(body.path("temperature").asInt(-1)).isZero();
    assertThat(body.path("messages").toString())
        .isEqualTo(
            "[{\"role\":\"system\",\"content\":\"You know tags.\"},"
                + "{\"role\":\"user\",\"content\":\"problem 7\"}]");
  }

  @Test
  void aTrainedModelAnswers() {
    Question question = question(trainedModel());

    Answer answer = chat.readAnswer(question, SendCall.send(chat.ask(question)));

    assertThat(answer.question()).isEqualTo(question);
    assertThat(answer.text()).isEqualTo("solution 7");
  }

  @Test
  void aModelThatIsNotKnownEverywhereYetIsAskedLater() {
    assertThatThrownBy(
            () -> chat.readAnswer(null, SendCall.send(chat.ask(question("ft:nobody:knows::it")))))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("asking a holdout question");
  }

  @Test
  void anotherRefusalIsOne() {
    assertThatThrownBy(() -> chat.readAnswer(null, reply(400, "{}")))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I cannot\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":[]}}]}"
      })
  void anAnswerWithoutTextIsAnEmptyAnswer(String body) {
    assertThat(chat.readAnswer(null, reply(200, body)).text()).isEmpty();
  }
}
