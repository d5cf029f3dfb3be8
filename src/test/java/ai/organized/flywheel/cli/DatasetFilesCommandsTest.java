package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.experiment.Drops;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dataset validate} and {@code dataset export}, as a person and a script see them. */
class DatasetFilesCommandsTest {
  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void atHome() {
    flywheel = FlywheelProcess.in(folder).with("-Dflywheel.home=" + Path.of("").toAbsolutePath());
  }

  private static String line(int number, String answer) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"why "
        + number
        + "\"},{\"role\":\"assistant\",\"content\":\""
        + answer
        + "\"}]}\n";
  }

  private String file(String last) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append(line(i, "answer " + i + " to this"));
    }
    return Files.writeString(folder.resolve("v1.jsonl"), text + last).toString();
  }

  @Test
  void aPersonReadsCountsCostFindingsAndTheVerdictLast() throws IOException {
    Outcome ready = flywheel.run("dataset", "validate", file(""));
    assertThat(ready.exitCode()).isZero();
    assertThat(ready.err()).isEmpty();
    assertThat(ready.out())
        .contains(
            "Lines      10 in ", "o200k_base", "USD 0.01 at 3.00 per million", "as of 2026-07")
        .endsWith("ready for openai, 1 warning\n");

    Outcome not = flywheel.run("dataset", "validate", file(line(11, "Outcome: good") + "\n"));
    assertThat(not.exitCode()).isEqualTo(1);
    assertThat(not.out())
        .contains("  error   leakage: line 11 tells its outcome", "  error   blank_line: line 12 ")
        .endsWith("not ready for openai: 2 errors, 1 warning\n");
  }

  @Test
  void aScriptReadsJson() throws IOException {
    Outcome outcome =
        flywheel.run(
            "dataset", "validate", file(line(11, "Score: 0.9")), "--json", "--provider", "mlx");

    JsonNode report = Json.parse(outcome.out());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(report.path("ready").asBoolean(true)).isFalse();
    assertThat(report.path("provider").asText()).isEqualTo("mlx");
    assertThat(report.path("shape").asText()).isEqualTo("chat");
    assertThat(report.at("/tokens/longest_line").isInt()).isTrue();
    assertThat(report.at("/diversity/distinct_questions").asInt()).isEqualTo(11);
    assertThat(report.at("/cost/amount").asDouble(1)).isZero();
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("leakage");
    assertThat(report.at("/findings/0/findings/0/line").asInt()).isEqualTo(11);
  }

  @Test
  void wrongUsageIsTwoAndAMissingFileOne() throws IOException {
    String file = file("");
    assertThat(flywheel.run("dataset", "validate", file, "--epochs", "0").exitCode()).isEqualTo(2);
    assertThat(flywheel.run("dataset", "validate", file, "--provider", "x").exitCode())
        .isEqualTo(2);
    Outcome missing = flywheel.run("dataset", "validate", "nowhere.jsonl");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no file nowhere.jsonl");
  }

  /** The long prompt is one text to count, so that this takes seconds and not minutes. */
  @Test
  void aFileOf200MbIsReadInASmallHeap() throws IOException {
    Path file = folder.resolve("large.jsonl");
    String prompt = "Look at every tag. ".repeat(5_000);
    int lines = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long bytes = 0; bytes < 200_000_000; lines++) {
        String text =
            line(lines, "answer " + lines)
                .replace("[", "[{\"role\":\"system\",\"content\":\"" + prompt + "\"},");
        out.write(text.getBytes(StandardCharsets.UTF_8));
        bytes += text.length();
      }
    }
    Outcome outcome =
        flywheel
            .with("-Xmx128m")
            .run("dataset", "validate", file.toString(), "--provider", "together");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("Lines      " + String.format(Locale.ROOT, "%,d", lines));
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void pairsAreExportedInBothShapesAndValidate() throws IOException {
    List<ObjectNode> drop = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      drop.add(
          Drops.experiment(i)
              .put("client_id", "hre")
              .put("problem", "Problem number " + i / 2 + " of the shop")
              .put("solution", i % 2 == 0 ? "Do the right thing with tag " + i : "Wait, maybe " + i)
              .put("score", i % 2 == 0 ? 0.9 : 0.3));
    }
    Path records = Files.writeString(folder.resolve("drop.jsonl"), Drops.lines(drop));
    assertThat(
            flywheel
                .run("experiments", "import", "--file", records.toString(), "--client", "hre")
                .exitCode())
        .isZero();

    for (String shape : List.of("openai", "trl")) {
      Path pairs = folder.resolve(shape + ".jsonl");
      Outcome export =
          flywheel.run(
              "dataset",
              "export",
              "--client",
              "hre",
              "--kind",
              "preference",
              "--shape",
              shape,
              "--out",
              pairs.toString());
      assertThat(export.exitCode()).isZero();
      assertThat(export.out()).isEmpty();
      assertThat(export.err()).startsWith("12 preference pairs of 12 problems of client hre in ");
      assertThat(Files.readAllLines(pairs)).hasSize(12);
      Outcome valid = flywheel.run("dataset", "validate", pairs.toString());
      assertThat(valid.exitCode()).as(valid.out()).isZero();
    }
    Outcome out =
        flywheel.run(
            "dataset", "export", "--client", "hre", "--kind", "preference", "--shape", "trl");
    assertThat(out.out()).isEqualTo(Files.readString(folder.resolve("trl.jsonl")));
  }
}
