package ai.organized.flywheel.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the bytes of a file, of its size, and of the file beside it. */
class ValidateFileTest {
  @TempDir Path folder;

  private Report report(String name, String text) {
    return Lines.report(folder.resolve(name), text, null);
  }

  @Test
  void aGoodFileIsReady() {
    Report report = report("v1.jsonl", Lines.after(12));

    assertThat(Lines.told(report)).isEmpty();
    assertThat(report.ready()).isTrue();
    assertThat(report.lines()).isEqualTo(12);
    assertThat(report.provider()).isEqualTo(Provider.OPENAI);
    assertThat(report.diversity().distinctAnswers()).isEqualTo(12);
    assertThat(report.part()).isEqualTo("train");
  }

  @Test
  void theLastLineMayEndWithTheFile() {
    assertThat(report("v1.jsonl", Lines.after(12).stripTrailing()).ready()).isTrue();
  }

  @Test
  void everyFlawOfALineHasItsNumberAndTheNextLineIsReadAllTheSame() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    file.write((Lines.good(1) + "\r\n \n").getBytes(UTF_8));
    file.write(new byte[] {'{', (byte) 0xc3, '(', '}', '\n'});
    file.write("no json\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":NaN}\n".getBytes(UTF_8));
    file.write("x".repeat(FileLines.LONGEST + 1).getBytes(UTF_8));
    file.write(("\n" + Lines.after(9)).getBytes(UTF_8));

    Report report = Lines.report(folder.resolve("a.jsonl"), file.toByteArray(), null);

    assertThat(report.lines()).isEqualTo(17);
    assertThat(Lines.told(report))
        .containsExactlyInAnyOrder(
            "error byte_order_mark 1",
            "error carriage_return 1",
            "error duplicate 10",
            "error blank_line 2",
            "error not_utf8 3",
            "error not_json 4",
            "error not_object 5",
            "error not_json 6",
            "error not_json 7",
            "error line_too_long 8");
  }

  @Test
  void anEmptyFileIsNotReady() {
    assertThat(Lines.told(report("a.jsonl", ""))).containsExactly("error too_few_lines 0");
  }

  @Test
  void findingsAreListedUpToALimitAndCountedInFull() {
    Report report = report("a.jsonl", Lines.after(10) + "\n".repeat(500));

    assertThat(report.errors()).isEqualTo(500);
    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().get(0).count()).isEqualTo(500);
    assertThat(report.findings().get(0).findings()).hasSize(Findings.LISTED);
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,10", "TOGETHER,1", "MLX,4", "LLAMAFACTORY,1", "TRL,1"})
  void everyProviderWantsItsFewestLines(Provider provider, int fewest) {
    Path file = folder.resolve("a.jsonl");
    assertThat(Lines.report(file, Lines.after(fewest), provider).ready()).isTrue();
    assertThat(Lines.told(Lines.report(file, Lines.after(fewest - 1), provider)))
        .containsExactly("error too_few_lines 0");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,512000000,true",
    "OPENAI,512000001,false",
    "TOGETHER,512000001,true",
    "TOGETHER,100000000001,false",
    "MLX,512000001,true"
  })
  void everyProviderHasItsLargestFile(Provider provider, long bytes, boolean ready)
      throws IOException {
    Path file = folder.resolve("large.jsonl");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    Report report =
        ValidateFile.report(
            file,
            new ByteArrayInputStream(Lines.after(12).getBytes(UTF_8)),
            Lines.options(Optional.of(provider)));

    assertThat(report.ready()).isEqualTo(ready);
    assertThat(Lines.told(report).contains("error too_large 0")).isEqualTo(!ready);
  }

  @Test
  void whatIsInBothPartsIsAnErrorInBoth() throws IOException {
    Files.writeString(folder.resolve("v3_eval.jsonl"), Lines.after(2) + Lines.good(50) + "\n");

    Report train = report("v3.jsonl", Lines.after(12));

    assertThat(Lines.told(train)).containsExactly("error in_both_parts 1", "error in_both_parts 2");
    assertThat(train.comparedWith()).contains("v3_eval.jsonl");
    assertThat(train.ready()).isFalse();

    Report evaluation = report("v3_eval.jsonl", Files.readString(folder.resolve("v3_eval.jsonl")));
    assertThat(evaluation.part()).isEqualTo("evaluation");
    assertThat(Lines.told(evaluation))
        .containsExactly("error in_both_parts 1", "error in_both_parts 2");
  }

  @Test
  void anAnswerOfTheOtherPartIsAWarning() throws IOException {
    Files.writeString(
        folder.resolve("v3_eval.jsonl"),
        Lines.good(3).replace("Why does", "Pray, why does") + "\n");

    assertThat(Lines.told(report("v3.jsonl", Lines.after(12))))
        .containsExactly("warning answer_in_both_parts 4");
  }

  @Test
  void theFileBesideNeedsItsLinesToo() throws IOException {
    Files.writeString(folder.resolve("valid.jsonl"), Lines.good(100) + "\n");

    Report report = Lines.report(folder.resolve("train.jsonl"), Lines.after(12), Provider.MLX);

    assertThat(Lines.told(report)).containsExactly("error too_few_lines 0");
    assertThat(report.findings().get(0).findings().get(0).message()).startsWith("valid.jsonl ");
  }

  @Test
  void aLineThatSaysTheSameIsAnErrorAndAnotherAnswerAWarning() {
    String other = Lines.good(4).replace("Answer", "Better answer");

    assertThat(Lines.told(report("a.jsonl", Lines.after(10, Lines.good(4), other))))
        .containsExactly("error duplicate 11", "warning other_answer 12");
  }

  @Test
  void nearlyOneAnswerForAllIsToldInShares() {
    String text = "";
    for (int i = 0; i < 40; i++) {
      text += Lines.chat(Lines.user("question " + i), Lines.assistant("Check the tag.")) + "\n";
    }
    Report report = report("a.jsonl", text);

    assertThat(Lines.told(report))
        .contains("warning one_answer 0", "warning few_answers 0", "warning one_opening 0");
    assertThat(report.diversity().mostFrequentAnswer()).isEqualTo(1);
    assertThat(report.ready()).as("warnings do not stop").isTrue();
  }

  @Test
  void answersOfFewWordsAreTold() {
    String text = "";
    for (int i = 0; i < 100; i++) {
      String answer = "set tag " + i + " of the page to fire once on the page of the tag";
      text += Lines.chat(Lines.user("question " + i), Lines.assistant(answer)) + "\n";
    }
    assertThat(Lines.told(report("a.jsonl", text)))
        .contains("warning few_words 0", "warning one_opening 0");
  }

  @Test
  void fewQuestionsAreTold() {
    String text = "";
    for (int i = 0; i < 40; i++) {
      text += Lines.chat(Lines.user("question " + i % 5), Lines.assistant("a" + i + " b c")) + "\n";
    }
    assertThat(Lines.told(report("a.jsonl", text))).contains("warning few_questions 0");
  }
}
