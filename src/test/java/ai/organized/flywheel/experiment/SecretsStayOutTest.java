package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was pasted into a drop is in the user's original and nowhere else. */
class SecretsStayOutTest {
  @TempDir Path folder;

  @Test
  void tokensInAnyFieldReachNeitherTheStoreNorTheExportNorTheReasons() throws IOException {
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    ObjectNode record = Drops.experiment(1);
    record.put("run_id", "exp " + token(0));
    record.put("problem", "The CAPI answers 190 to " + token(1));
    record.put("solution", "Put " + token(2) + " into the gateway");
    record
        .putObject("account_snapshot")
        .putObject("capi")
        .put("note", token(3))
        .put("accessToken", named());
    record.putArray("sources_used").add("gtm").add(token(4));
    record.put("remark", token(5));
    ObjectNode refused = Drops.experiment(2).put("client_id", token(6)).put("problem", token(7));
    Path file = Files.writeString(inbox.resolve("a.jsonl"), Drops.lines(record, refused));

    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportDrop drop = new ImportDrop(store.importer());
      ImportReport report = drop.read(file);
      drop.putAway(file, report);

      assertThat(report.added()).isEqualTo(1);
      ObjectNode exported =
          (ObjectNode) Json.parse(store.experiments().export(ExperimentQuery.ALL));
      assertThat(exported.path("solution").asText())
          .isEqualTo("Put [redacted:github-token] into the gateway");
      assertThat(exported.path("account_snapshot").path("capi").path("accessToken").asText())
          .isEqualTo("[redacted:secret]");
      assertThat(exported.path("sources_used").get(0).asText()).isEqualTo("gtm");
    }
    assertThat(filesWithAToken()).containsExactly("inbox/.done/a.jsonl");
  }

  @Test
  void addressesKeysOfMapsAndValuesThatLookLikeKeysGoAndAreCounted() {
    ObjectNode record = Drops.experiment(1).put("problem", "jane@shop.example cannot buy");
    record
        .putObject("account_snapshot")
        .put(token(1), 1)
        .put("value", "q8Zr2LmX9".repeat(4))
        .putObject("byPerson")
        .put("jane@shop.example", 3);
    record.put("asked by joe@shop.example", true);

    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportReport report = store.take(record.toString());

      assertThat(store.experiments().export(ExperimentQuery.ALL))
          .containsPattern("\"problem\":\"\\[email:[0-9a-f]{8}] cannot buy\"")
          .containsPattern("\"byPerson\":\\{\"\\[email:[0-9a-f]{8}]\":3}")
          .containsPattern("\"asked by \\[email:[0-9a-f]{8}]\":true")
          .contains("\"[redacted:github-token]\":1", "\"value\":\"[redacted:high-entropy]\"");
      assertThat(report.redacted().toString())
          .isEqualTo("{email=3, github-token=1, high-entropy=1}");
    }
  }

  @Test
  void recordWithATokenIsKnownWhenItComesAgain() {
    ObjectNode record = Drops.without(Drops.experiment(1), "id").put("problem", token(1));

    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      store.take(record.toString());

      assertThat(store.take(record.toString()).known()).isEqualTo(1);
      assertThat(store.take(record.put("problem", token(2)).toString()).added()).isEqualTo(1);
    }
  }

  private List<String> filesWithAToken() throws IOException {
    List<String> tokens =
        Stream.concat(IntStream.range(0, 8).mapToObj(SecretsStayOutTest::token), Stream.of(named()))
            .toList();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> tokens.stream().anyMatch(text(file)::contains))
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Made up: the shape of a token and nothing behind it. */
  private static String token(int n) {
    return "ghp_" + "FAKE".repeat(8) + "000" + n;
  }

  private static String named() {
    return "made-" + "up-" + "value-" + "of-a-name";
  }
}
