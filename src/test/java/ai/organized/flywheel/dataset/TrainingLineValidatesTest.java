package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.validate.Prices;
import ai.organized.flywheel.validate.Provider;
import ai.organized.flywheel.validate.Report;
import ai.organized.flywheel.validate.ValidateFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write ourselves, of whatever text, is ready for everyone. */
class TrainingLineValidatesTest {
  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linesAndPairsOfAnyTextValidate(long seed) throws IOException {
    RandomTexts texts = new RandomTexts(seed);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream openAi = new ByteArrayOutputStream();
    ByteArrayOutputStream trl = new ByteArrayOutputStream();
    String prompt = texts.hostile(40);
    for (int i = 0; i < 12; i++) {
      String question = i + texts.hostile(texts.upTo(200));
      String answer = i + texts.hostile(texts.upTo(200));
      lines.write(new TrainingLines(prompt).of(Examples.of("e", 0, question, answer, 0.9)));
      PreferencePair pair =
          new PreferencePair(question, "a", answer, 0.9, "b", "no " + answer, 0.1);
      openAi.write(PreferenceShape.OPENAI.line(prompt, pair));
      trl.write(PreferenceShape.TRL.line(prompt, pair));
    }
    for (Provider provider : Provider.values()) {
      assertReady(lines, provider);
    }
    assertReady(openAi, Provider.OPENAI);
    assertReady(openAi, Provider.TOGETHER);
    assertReady(trl, Provider.TRL);
  }

  private void assertReady(ByteArrayOutputStream bytes, Provider provider) throws IOException {
    Path file = Files.write(folder.resolve("a.jsonl"), bytes.toByteArray());
    try (InputStream in = Files.newInputStream(file)) {
      Report report =
          ValidateFile.report(
              file,
              in,
              new ValidateFile.Options(
                  Optional.of(provider), "", 3, Prices.read(folder.resolve("none"))));
      assertThat(report.errors()).as(provider + " " + report.findings()).isZero();
      assertThat(report.lines()).isEqualTo(12);
    }
  }
}
