package ai.organized.flywheel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.organized.flywheel.failure.RefusedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadChatBodyTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]";

  private static ChatBody read(String body) {
    return ReadChatBody.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String body) {
    return refusal(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(byte[] body) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> ReadChatBody.read(body));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.httpStatus()).isEqualTo(400);
    return refused.code();
  }

  @Test
  void whatWeHaveToKnowIsRead() {
    ChatBody body =
        read(
            "{\"model\":\"acme\",\"stream\":true,\"user\":\"u1\",\"prompt_cache_key\":\"p\","
                + "\"metadata\":{\"client_id\":\"acme\",\"conversation_id\":\"c7\"},"
                + MESSAGES
                + "}");

    assertThat(body.model()).isEqualTo("acme");
    assertThat(body.stream()).isTrue();
    assertThat(body.user()).isEqualTo("u1");
    assertThat(body.cacheKey()).isEqualTo("p");
    assertThat(body.clientId()).isEqualTo("acme");
    assertThat(body.conversationId()).isEqualTo("c7");
    assertThat(body.lastQuestion()).isEqualTo("Why?");
  }

  @Test
  void whatTheUserSaidLastIsTheLastUserMessageAsText() {
    ChatBody body =
        read(
            """
            {"messages":[{"content":"first","role":"user"},{"role":"assistant","content":"no"},
             {"role":"user","name":"Jo","content":[{"type":"text","text":"a\\u00e9"},
              {"type":"image_url","image_url":{"url":"data:"}},{"type":"text","text":"b"}]},
             {"role":"tool","content":"42"}]}""");

    assertThat(body.lastQuestion()).isEqualTo("aé\nb");
    assertThat(read("{\"messages\":[{\"role\":\"tool\"}]}").lastQuestion()).isEmpty();
  }

  @Test
  void theFirstQuestionTellsConversationsApartAndStaysTheSameInALaterTurn() {
    String first = "{\"role\":\"user\",\"content\":\"Why?\"}";
    String later =
        ",{\"role\":\"assistant\",\"content\":\"So.\"},{\"role\":\"user\",\"content\":\"And?\"}";

    assertThat(read("{\"messages\":[" + first + "]}").firstQuestionHash())
        .isPresent()
        .isEqualTo(read("{\"seed\":1,\"messages\":[" + first + later + "]}").firstQuestionHash())
        .isNotEqualTo(
            read("{\"messages\":[{\"role\":\"user\",\"content\":\"Why!\"}]}").firstQuestionHash());
    assertThat(read("{\"messages\":[{}]}").firstQuestionHash()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "messages",
        "metadata",
        "stream",
        "user",
        "max_tokens",
        "max_completion_tokens"
      })
  void aNameGivenTwiceIsRefusedWhereWeActOnIt(String name) {
    String value = name.equals("messages") ? "[{}]" : "\"x\"";

    assertThat(
            refusal(
                "{" + MESSAGES + ",\"" + name + "\":" + value + ",\"" + name + "\":" + value + "}"))
        .isEqualTo("duplicate_field");
  }

  @Test
  void aNameIsTheSameHoweverItIsWritten() {
    assertThat(refusal("{\"model\":\"a\",\"mod\\u0065l\":\"b\"," + MESSAGES + "}"))
        .isEqualTo("duplicate_field");
    assertThat(
            refusal(
                "{\"metadata\":{\"client_id\":\"a\",\"client\\u005fid\":\"b\"}," + MESSAGES + "}"))
        .isEqualTo("duplicate_field");
  }

  /** Go reads the long s as s, and the sign of the unit Kelvin as k. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Model",
        "MODEL",
        "mod\\u0045l",
        "Messages",
        "me\u017fsages",
        "MetaData",
        "Stream",
        "USER",
        "u\u017fer",
        "Max_Tokens",
        "max_to\u212aens",
        "MAX_COMPLETION_TOKENS",
        "Prompt_Cache_Key"
      })
  void aNameThatDiffersByItsCaseFromOneThatWeActOnIsRefused(String name) {
    assertThat(refusal("{" + MESSAGES + ",\"" + name + "\":\"x\"}")).isEqualTo("misspelt_field");
    assertThat(refusal("{\"" + name + "\":[{}]," + MESSAGES + "}")).isEqualTo("misspelt_field");
  }

  @Test
  void aNameThatWeDoNotActOnMayComeTwice() {
    assertThat(read("{\"x\":1,\"x\":2," + MESSAGES + "}").lastQuestion()).isEqualTo("Why?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|invalid_body",
        "[]|invalid_body",
        "\"x\"|invalid_body",
        "null|invalid_body",
        "{\"messages\":|invalid_json",
        "{\"messages\":[{}]} x|invalid_json",
        "{\"messages\":[{}]}{}|invalid_json",
        "{\"messages\":[{}],}|invalid_json",
        "{\"messages\":[{}],'a':1}|invalid_json",
        "{\"messages\":[{}],\"a\":NaN}|invalid_json",
        "{\"messages\":[{\"content\":\"\\x\"}]}|invalid_json",
        "{\"messages\":[]}|missing_messages",
        "{\"messages\":{}}|missing_messages",
        "{\"messages\":null}|missing_messages",
        "{}|missing_messages"
      })
  void whatIsNoChatRequestIsRefused(String body, String code) {
    assertThat(refusal(body)).isEqualTo(code);
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "[".repeat(200) + "]".repeat(200);

    assertThat(refusal("{" + MESSAGES + ",\"x\":" + deep + "}")).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16"})
  void otherEncodingsThanUtf8AreRefused(String charset) {
    assertThat(refusal(("{" + MESSAGES + "}").getBytes(Charset.forName(charset))))
        .isEqualTo("invalid_json");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(refusal("\ufeff{" + MESSAGES + "}")).isEqualTo("invalid_json");
  }

  @Test
  void nothingOfTheBodyIsInTheMessage() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> read("{\"messages\":[{\"secret word\" no}]}"));

    assertThat(refused).hasMessage("the body is no JSON, at byte 28");
  }
}
