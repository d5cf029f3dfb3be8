package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.experiment.Drops;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What went wrong is said on stderr, in words; exit code 1 failed, 2 wrong usage. */
class ExperimentsFailuresTest {
  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void prepare() {
    flywheel = FlywheelProcess.in(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          experiments import                            | Missing required option: '--file=<file>'
          experiments import --file a --scale fraction  | Invalid value for option '--scale'
          experiments export --min-score high           | Invalid value for option '--min-score'
          experiments export --since yesterday          | Invalid value for option '--since'
          experiments                                   | Missing required subcommand
          experiments delete                            | Unmatched argument at index 1: 'delete'
          """)
  void wrongUsageIsExplainedAndExitsWithTwo(String line, String words) {
    Outcome outcome = flywheel.run(line.split(" +"));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(words).contains("Usage: flywheel experiments");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Outcome outcome = flywheel.run("experiments", "import", "--file", "nowhere.json");

    assertThat(outcome)
        .isEqualTo(new Outcome(1, "", "there is no file nowhere.json; name one with --file\n"));
  }

  @Test
  void clientThatIsNoIdIsRefused() throws IOException {
    drop("a.jsonl", Drops.lines(List.of(Drops.experiment(1))));

    Outcome outcome =
        flywheel.run("experiments", "import", "--file", "a.jsonl", "--client", "../../etc");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("client \"../../etc\" is no client id: ").hasLineCount(1);
  }

  @Test
  void emptyFileIsRefusedInOneLine() throws IOException {
    drop("a.json", "");

    assertThat(flywheel.run("experiments", "import", "--file", "a.json"))
        .isEqualTo(new Outcome(1, "", "the file is empty\n"));
  }

  @Test
  void percentBatchSaysWhatToType() throws IOException {
    drop("a.jsonl", Drops.lines(List.of(Drops.experiment(1).put("score", 84.3))));

    Outcome refused = flywheel.run("experiments", "import", "--file", "a.jsonl");
    Outcome accepted =
        flywheel.run("experiments", "import", "--file", "a.jsonl", "--scale", "percent");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("--scale percent").hasLineCount(1);
    assertThat(accepted.exitCode()).isZero();
    assertThat(accepted.out()).contains("Imported 1 records");
  }

  @Test
  void refusalsWarningsAndConflictsGoToStderrAndGoodRecordsCount() throws IOException {
    List<ObjectNode> drop = new ArrayList<>();
    drop.add(Drops.experiment(1).put("score", 1.1));
    drop.add(Drops.experiment(1).put("score", 0.3));
    IntStream.range(0, 25).forEach(n -> drop.add(Drops.experiment(1).put("client_id", "TELEIOS")));
    drop("a.jsonl", Drops.lines(drop));

    Outcome outcome = flywheel.run("experiments", "import", "--file", "a.jsonl");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Saved batch of 1 experiments
            Imported 1 records (1 new, 0 known already, 25 refused, 1 in conflict)
            """);
    assertThat(outcome.err().lines()).hasSize(1 + 20 + 1 + 1); // warning, refusals, more, conflict
    assertThat(outcome.err())
        .contains("warning: 1 scores outside 0 to 1 were clamped\n")
        .contains("refused line 3: client_id is refused: client \"TELEIOS\" is no client id: ")
        .contains("… and 5 more\n")
        .contains("conflict: " + Drops.id(1) + " is known with other content; the first stays\n");
  }

  @Test
  void fileWithNothingThatCanBeUsedFails() throws IOException {
    drop("a.jsonl", "{}\n{}\n");

    assertThat(flywheel.run("experiments", "import", "--file", "a.jsonl").exitCode()).isEqualTo(1);
  }

  @Test
  void settingThatIsWrongStopsTheCommandInWords() {
    Outcome outcome =
        flywheel
            .environment(Map.of("FLYWHEEL_PROT", "1", "SCORE_THRESHOLD", "75"))
            .run("experiments", "count");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("did you mean FLYWHEEL_PORT?")
        .contains("(SCORE_THRESHOLD): \"75\" is not a number from 0 to 1")
        .doesNotContain("\tat ");
  }

  private void drop(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
