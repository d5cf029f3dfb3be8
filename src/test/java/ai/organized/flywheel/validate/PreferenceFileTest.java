package ai.organized.flywheel.validate;

import static ai.organized.flywheel.validate.Lines.assistant;
import static ai.organized.flywheel.validate.Lines.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of preference pairs is known by its keys and checked as one. */
class PreferenceFileTest {
  @TempDir Path folder;

  private static String openAi(String prompt, String better, String worse) {
    return "{\"input\":{\"messages\":["
        + prompt
        + "]},\"preferred_output\":["
        + better
        + "],\"non_preferred_output\":["
        + worse
        + "]}";
  }

  private static String openAi(int number) {
    return openAi(
        user("why " + number), assistant("good " + Lines.word(number)), assistant("bad " + number));
  }

  private static String trl(int number) {
    return "{\"prompt\":["
        + user("why " + number)
        + "],\"chosen\":["
        + assistant("good " + Lines.word(number))
        + "],\"rejected\":["
        + assistant("bad " + number)
        + "]}";
  }

  private static String file(IntFunction<String> line, String... more) {
    return IntStream.range(0, 10).mapToObj(line).map(l -> l + "\n").collect(Collectors.joining())
        + String.join("\n", more);
  }

  private Report report(String text, Provider provider) {
    return Lines.report(folder.resolve("p.jsonl"), text, provider);
  }

  @Test
  void theShapeDecidesForWhomAFileIs() {
    Report openAi = report(file(PreferenceFileTest::openAi), null);
    Report trl = report(file(PreferenceFileTest::trl), null);

    assertThat(openAi.shape()).isEqualTo(Shape.PREFERENCE_OPENAI);
    assertThat(openAi.provider()).isEqualTo(Provider.OPENAI);
    assertThat(openAi.ready()).as(openAi.toString()).isTrue();
    assertThat(trl.shape()).isEqualTo(Shape.PREFERENCE_TRL);
    assertThat(trl.provider()).isEqualTo(Provider.TRL);
    assertThat(trl.ready()).as(trl.toString()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,true,false",
    "TOGETHER,true,false",
    "MLX,false,false",
    "LLAMAFACTORY,false,false",
    "TRL,false,true"
  })
  void notEveryoneTrainsOnPairs(Provider provider, boolean openAi, boolean trl) {
    assertThat(Lines.told(report(file(PreferenceFileTest::openAi), provider)).isEmpty())
        .isEqualTo(openAi);
    assertThat(Lines.told(report(file(PreferenceFileTest::trl), provider)).isEmpty())
        .isEqualTo(trl);
  }

  @Test
  void aPairIsTwoDifferentAnswersToAQuestion() {
    String text =
        file(
            PreferenceFileTest::openAi,
            openAi(user("a"), assistant("b"), assistant("b")),
            openAi(user("c"), assistant("b"), assistant("c") + "," + assistant("d")),
            openAi(user("d") + "," + assistant("x"), assistant("b"), assistant("c")),
            openAi(user("e"), user("b"), assistant("c")),
            openAi(user("f"), assistant("b"), assistant("Score: 0.2")),
            openAi(user("g"), assistant("b"), assistant("")),
            Lines.good(1),
            openAi(user("h"), assistant("b"), assistant("c")).replace("]}", "],\"margin\":1}"));

    assertThat(Lines.told(report(text, Provider.OPENAI)))
        .contains(
            "error same_answers 11",
            "error one_answer 12",
            "error last_turn 13",
            "error one_answer 14",
            "error leakage 15",
            "error empty_content 16",
            "error missing_key 17",
            "error unknown_key 18");
  }
}
