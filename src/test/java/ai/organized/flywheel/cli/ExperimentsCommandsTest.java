package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.experiment.Drops;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiments import | count | export}, in the words of the seed's transcript. */
class ExperimentsCommandsTest {
  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void configure() throws IOException {
    flywheel = FlywheelProcess.in(folder);
    Path config = flywheel.data().resolve("clients/hre/config.json");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "{\"client_id\":\"hre\",\"aliases\":[\"HRE\"]}");
  }

  @Test
  void importCountAndExportSpeakAsTheSeedDoes() throws IOException {
    List<ObjectNode> drop = Drops.halfWithoutIds(220);
    String file = drop("experiments.jsonl", Drops.lines(drop));

    assertThat(flywheel.run("experiments", "import", "--file", file, "--client", "HRE"))
        .isEqualTo(
            new Outcome(
                0,
                """
                Saved batch of 220 experiments
                Imported 220 records for client "hre" (220 new, 0 known already)
                """,
                ""));
    assertThat(flywheel.run("experiments", "import", "--file", file, "--client", "hre").out())
        .isEqualTo(
            """
            Saved batch of 220 experiments
            Imported 220 records for client "hre" (0 new, 220 known already)
            """);

    Outcome count = flywheel.run("experiments", "count", "--client", "hre");
    assertThat(count.exitCode()).isZero();
    assertThat(count.out()).startsWith("220 records for client \"hre\"\n");
    assertThat(count.out()).contains("score ≥ 0.75 keeps ").contains("← the threshold in use");

    Outcome export = flywheel.run("experiments", "export", "--client", "hre");
    assertThat(export.exitCode()).isZero();
    assertThat(export.err()).isEmpty();
    assertThat(export.out().lines().map(Json::parse)).hasSize(220).contains(drop.get(0));
  }

  @Test
  void countAndImportAnswerScriptsInJson() throws IOException {
    String file =
        drop(
            "a.jsonl",
            Drops.lines(List.of(Drops.experiment(50), Drops.experiment(97).put("score", 7))));
    drop("b.jsonl", Drops.experiment(50) + "\n{}\n");

    assertThat(
            flywheel
                .run("experiments", "import", "--json", "--scale", "PERCENT", "--file", file)
                .exitCode())
        .isZero();
    Outcome again = flywheel.run("experiments", "import", "--json", "--file", "b.jsonl");
    JsonNode report = Json.parse(again.out());
    Outcome count = flywheel.run("experiments", "count", "--json");

    assertThat(again.exitCode()).isZero();
    assertThat(report.path("known").asInt()).isEqualTo(1);
    assertThat(report.path("refused").asInt()).isEqualTo(1);
    assertThat(report.path("refusals").get(0))
        .isEqualTo(
            Json.parse(
                "{\"line\":2,\"field\":\"client_id\",\"reason\":\"is missing; --client would fill it\"}"));
    assertThat(Json.parse(count.out()).path("records").asInt()).isEqualTo(2);
    assertThat(Json.parse(count.out()).path("tenths")).hasSize(10);
    assertThat(Json.parse(count.out()).path("kept").has("0.75")).isTrue();
  }

  @Test
  void filtersNarrowTheExport() throws IOException {
    String file = drop("a.jsonl", Drops.lines(List.of(Drops.experiment(10), Drops.experiment(80))));
    flywheel.run("experiments", "import", "--file", file);

    assertThat(flywheel.run("experiments", "export", "--min-score", "0.81").out().lines())
        .hasSize(1);
    assertThat(
            flywheel.run("experiments", "export", "--since", "2026-04-07T01:20:00Z").out().lines())
        .hasSize(1);
    assertThat(flywheel.run("experiments", "export", "--client", "teleios").out()).isEmpty();
  }

  @Test
  void exportIsUtf8InAnyLocale() throws IOException {
    ObjectNode record = Drops.experiment(1).put("problem", "Größe fehlt im Käse-Shop 価値 😀");
    flywheel.run("experiments", "import", "--file", drop("a.jsonl", record.toString()));

    Outcome export =
        flywheel
            .with("-Dfile.encoding=ISO-8859-1")
            .environment(Map.of("LC_ALL", "C"))
            .run("experiments", "export");

    assertThat(Json.parse(export.out())).isEqualTo(record);
  }

  @Test
  void foreignFormatIsToldByItsContentAndItsRowsAreCounted() {
    String file =
        Path.of("data/samples/formats/results-with-problems.tsv").toAbsolutePath().toString();

    Outcome outcome = flywheel.run("experiments", "import", "--file", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Imported 1 records (1 new, 0 known already, 3 refused)");
    assertThat(outcome.err())
        .contains("warning: a table of autoresearch (metric, higher is better): 1 baseline, 1 kept")
        .contains("refused line 3: is the baseline: nothing had been tried");
  }

  private String drop(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
