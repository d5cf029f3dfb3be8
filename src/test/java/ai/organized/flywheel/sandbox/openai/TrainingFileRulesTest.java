package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingFileRulesTest {
  private static final String USER = "{'role':'user','content':'q'}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[U,A],'metadata':{}}|invalid_file_format|Example 1 contains an extra \"metadata\"",
        "{'messages':[U,{'role':'assistant','content':'a','score':1}]}|invalid_file_format|extra \"score\"",
        "{'text':'t'}|invalid_training_file|expected either prompt/completion pairs or chat messages",
        "{'prompt':'p','completion':'c'}|invalid_training_file|missing key 'messages'",
        "{}|invalid_training_file|expected either prompt/completion pairs or chat messages",
        "{'messages':[]}|invalid_training_file|not empty",
        "{'messages':[U,{'content':'a'}]}|invalid_training_file|Discriminator 'role' is missing",
        "{'messages':[U,{'role':'robot','content':'a'}]}|invalid_training_file|'robot' is no role",
        "{'messages':[A,U]}|invalid_training_file|last message must be from the assistant",
        "{'messages':[U,{'role':'assistant','content':''}]}|invalid_training_file|not empty",
        "{'messages':[U,{'role':'assistant','content':null}]}|invalid_training_file|not empty",
        "{'messages':[U,{'role':'assistant'}]}|invalid_training_file|not empty",
        "{'messages':[{'role':'user','content':'q','weight':1},A]}|invalid_training_file|'weight'",
        "{'messages':[U,{'role':'assistant','content':'a','weight':2}]}|invalid_training_file|'weight'",
        "{'messages':[U,'a']}|invalid_training_file|must be an object",
        "[]|invalid_file_format|no JSON object",
        "{'messages':[U,A]} trailing|invalid_file_format|no JSON object",
      })
  void aBadLineIsNamedWithItsReason(String line, String code, String message) {
    Problem problem =
        TrainingFileRules.firstProblem(bytes(TrainingFiles.startingWith(expand(line)))).get();

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).startsWith("Ex").contains("Example 1", message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'messages':[A]}",
        "{'messages':[U,{'role':'assistant','content':'a','weight':0},U,A]}",
        "{'messages':[U,{'role':'assistant','content':[{'type':'text','text':'a'}]}]}",
        "{'messages':[U,{'role':'assistant','tool_calls':[]},{'role':'tool','tool_call_id':'t',"
            + "'content':'r'},A],'tools':[],'parallel_tool_calls':false}",
        "{'messages':[U,{'role':'assistant','content':null,'tool_calls':[]}]}",
      })
  void whatTheServiceKnowsIsTaken(String line) {
    assertThat(TrainingFileRules.firstProblem(bytes(TrainingFiles.startingWith(expand(line)))))
        .isEmpty();
  }

  @Test
  void tenExamplesAreEnoughAndNineAreNot() {
    String line = TrainingFiles.line("q", "a"); // the same ten times: duplicates are fine

    assertThat(TrainingFileRules.firstProblem(bytes(line.repeat(10)))).isEmpty();
    assertThat(TrainingFileRules.firstProblem(bytes(line.repeat(10).stripTrailing()))).isEmpty();
    assertThat(TrainingFileRules.firstProblem(bytes(line.repeat(9))).get().message())
        .isEqualTo("Training file has 9 example(s), but must have at least 10 examples");
    assertThat(TrainingFileRules.firstProblem(new byte[0]).get().message()).contains("has 0 ");
  }

  @Test
  void theTextMustBeLinesInUtf8() {
    String good = TrainingFiles.good();

    assertThat(messages(bytes(good + "\n"), bytes("\n" + good), bytes(good.replace("\n", "\n\n"))))
        .containsExactly(
            "Example 13 is a blank line", "Example 1 is a blank line", "Example 2 is a blank line");
    assertThat(messages(bytes(good.replace("\n", "\r\n"))).get(0)).contains("CR LF");
    assertThat(messages(bytes("\uFEFF" + good)).get(0)).contains("byte order mark");
    assertThat(messages(good.replace("funnel", "f\u00fcnnel").getBytes(ISO_8859_1)).get(0))
        .contains("not UTF-8");
    assertThat(TrainingFileRules.firstProblem(bytes(good.replace("funnel", "f\u00fcnnel \u2028"))))
        .isEmpty();
  }

  private static List<String> messages(byte[]... files) {
    return Stream.of(files)
        .map(file -> TrainingFileRules.firstProblem(file).orElseThrow())
        .peek(problem -> assertThat(problem.code()).isEqualTo("invalid_file_format"))
        .map(Problem::message)
        .collect(Collectors.toList());
  }

  private static String expand(String line) {
    return line.replace("U", USER)
        .replace("A", "{'role':'assistant','content':'a'}")
        .replace('\'', '"');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
