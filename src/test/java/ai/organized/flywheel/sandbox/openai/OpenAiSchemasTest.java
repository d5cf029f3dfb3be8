package ai.organized.flywheel.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiSchemasTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "OpenAIFile",
        "FineTuningJob",
        "ListPaginatedFineTuningJobsResponse",
        "ListFineTuningJobEventsResponse",
        "ListFineTuningJobCheckpointsResponse",
        "CreateChatCompletionResponse",
        "CreateChatCompletionStreamResponse",
        "ListModelsResponse",
        "ErrorResponse"
      })
  void theJudgeIsAwake(String schema) {
    assertThatThrownBy(
            () -> OpenAiSchemas.assertFits(schema, SandboxClient.json("{\"object\":\"other\"}")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("required");
  }
}
