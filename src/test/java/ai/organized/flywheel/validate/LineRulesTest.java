package ai.organized.flywheel.validate;

import static ai.organized.flywheel.validate.Lines.assistant;
import static ai.organized.flywheel.validate.Lines.chat;
import static ai.organized.flywheel.validate.Lines.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule for a line: ten good lines and one that breaks it, at every provider. */
class LineRulesTest {
  private static final String SYSTEM = "{\"role\":\"system\",\"content\":\"s\"}";

  @TempDir Path folder;

  private List<String> told(Provider provider, String line) {
    return Lines.told(Lines.report(folder.resolve("a.jsonl"), Lines.after(10, line), provider));
  }

  @ParameterizedTest
  @EnumSource
  void goodLinesHaveNoFindings(Provider provider) {
    assertThat(told(provider, Lines.good(77))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theLastTurnIsTheAssistants(Provider provider) {
    assertThat(told(provider, chat(user("a"), assistant("b"), user("c"))))
        .contains("error last_turn 11");
  }

  @ParameterizedTest
  @EnumSource
  void contentIsNotEmpty(Provider provider) {
    assertThat(told(provider, chat(user(" \\n"), assistant("b"))))
        .containsExactly("error empty_content 11");
    assertThat(told(provider, chat(user("a"), "{\"role\":\"assistant\"}")))
        .containsExactly("error empty_content 11");
  }

  @ParameterizedTest
  @EnumSource
  void messagesAreThereAndAreMessages(Provider provider) {
    assertThat(told(provider, "{\"prompt\":\"a\"}")).containsExactly("error missing_key 11");
    assertThat(told(provider, "{\"messages\":[]}")).containsExactly("error no_messages 11");
    assertThat(told(provider, "{\"messages\":[1]}")).containsExactly("error no_role 11");
    assertThat(told(provider, "{\"messages\":{}}")).containsExactly("error no_messages 11");
  }

  @ParameterizedTest
  @EnumSource
  void aSystemMessageStandsFirst(Provider provider) {
    assertThat(told(provider, chat(user("a"), SYSTEM, assistant("b"))))
        .contains("error system_not_first 11");
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerNeedsAQuestion(Provider provider) {
    assertThat(told(provider, chat(SYSTEM, assistant("b")))).contains("error no_user_turn 11");
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerDoesNotTellItsScore(Provider provider) {
    assertThat(told(provider, chat(user("a"), assistant("Fix the tag. Score: 0.82"))))
        .containsExactly("error leakage 11");
    assertThat(told(provider, chat(user("Score: 0.82"), assistant("Fix the tag."))))
        .as("a question may")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aKeyHoldsSomething(Provider provider) {
    String line = chat(user("a"), assistant("b")).replace("]}", "],\"tools\":[]}");
    assertThat(told(provider, line)).containsExactly("error empty_key 11");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,error",
    "TOGETHER,error",
    "MLX,warning",
    "LLAMAFACTORY,warning",
    "TRL,warning"
  })
  void anUnknownKeyIsToldWithoutWhatItHolds(Provider provider, String severity) {
    String line = chat(user("a"), assistant("b")).replace("]}", "],\"score\":\"x1y2\"}");
    Report report = Lines.report(folder.resolve("a.jsonl"), Lines.after(10, line), provider);

    assertThat(Lines.told(report)).containsExactly(severity + " unknown_key 11");
    assertThat(report.findings().get(0).findings().get(0).message())
        .contains("\"score\"")
        .doesNotContain("x1y2");
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsNoWordIsNotRepeated(Provider provider) {
    String line = chat(user("a"), assistant("b")).replace("]}", "],\"k3y of a client\":1}");
    Report report = Lines.report(folder.resolve("a.jsonl"), Lines.after(10, line), provider);

    assertThat(report.findings().toString()).doesNotContain("k3y");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,error unknown_message_key 11",
    "TOGETHER,error unknown_message_key 11",
    "MLX,warning unknown_message_key 11",
    "LLAMAFACTORY,warning unknown_message_key 11",
    "TRL,warning unknown_message_key 11"
  })
  void anUnknownKeyOfAMessageIsTold(Provider provider, String told) {
    String line = chat(user("a"), assistant("b")).replace("\"}]}", "\",\"mood\":1}]}");
    assertThat(told(provider, line)).containsExactly(told);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,warning",
    "TOGETHER,error",
    "MLX,warning",
    "LLAMAFACTORY,error",
    "TRL,warning"
  })
  void turnsAlternate(Provider provider, String severity) {
    assertThat(told(provider, chat(user("a"), user("b"), assistant("c"))))
        .containsExactly(severity + " turn_order 11");
    assertThat(told(provider, chat(assistant("a"), user("b"), assistant("c"))))
        .containsExactly(severity + " turn_order 11");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,tool,true",
    "TOGETHER,tool,false",
    "MLX,tool,true",
    "LLAMAFACTORY,tool,false",
    "OPENAI,developer,false",
    "OPENAI,function,true",
    "MLX,function,false",
    "TRL,human,false"
  })
  void everyProviderHasItsRoles(Provider provider, String role, boolean known) {
    String turn = user("b").replace("user", role);
    String line = chat(user("a"), assistant("call"), turn, assistant("c"));
    String unknown = "error unknown_role 11";
    assertThat(told(provider, line).contains(unknown)).isEqualTo(!known);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,assistant,0,warning trains_on_nothing 11",
    "OPENAI,assistant,1,",
    "OPENAI,assistant,0.5,error weight 11",
    "TOGETHER,assistant,true,error weight 11",
    "OPENAI,user,1,error weight 11",
    "MLX,assistant,0,warning weight_ignored 11",
    "LLAMAFACTORY,assistant,1,warning weight_ignored 11"
  })
  void aWeightIsTheAssistantsAlone(Provider provider, String role, String weight, String told) {
    String weighed = ",\"weight\":" + weight + "}";
    String user = role.equals("user") ? user("a").replace("}", weighed) : user("a");
    String answer = role.equals("user") ? assistant("b") : assistant("b").replace("}", weighed);
    assertThat(told(provider, chat(user, answer)))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,",
    "TOGETHER,error content_no_text 11",
    "MLX,error content_no_text 11",
    "LLAMAFACTORY,error content_no_text 11"
  })
  void contentInPartsIsForOpenAi(Provider provider, String told) {
    String parts = user("a").replace("\"a\"", "[{\"type\":\"text\",\"text\":\"a\"}]");
    assertThat(told(provider, chat(parts, assistant("b"))))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,66000,error too_many_tokens 11",
    "OPENAI,2100,",
    "TOGETHER,66000,",
    "MLX,2100,warning too_many_tokens 11",
    "LLAMAFACTORY,2100,warning too_many_tokens 11",
    "TRL,1100,warning too_many_tokens 11"
  })
  void aLongLineIsCut(Provider provider, int words, String told) {
    assertThat(told(provider, chat(user("a"), assistant(" tag".repeat(words)))))
        .filteredOn(finding -> !finding.equals("warning few_words 0"))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }
}
