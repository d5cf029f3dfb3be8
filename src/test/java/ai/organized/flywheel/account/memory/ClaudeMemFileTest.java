package ai.organized.flywheel.account.memory;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static ai.organized.flywheel.fixtures.AskEverything.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.organized.flywheel.account.memory.Memory.Fix;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.demo.ClaudeMemDatabase;
import ai.organized.flywheel.fixtures.AccountSettings;
import ai.organized.flywheel.fixtures.AskEverything;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeMemFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeTheSamples() throws IOException {
    file = folder.resolve("claude mem#1?").resolve("claude-mem.db"); // a path that needs encoding
    Files.createDirectories(file.getParent());
    ClaudeMemDatabase.write(
        file, Files.readString(Path.of("data/samples/teleios/claude-mem.json")));
    ClaudeMemDatabase.write(file, Files.readString(Path.of("data/samples/hre/claude-mem.json")));
  }

  private Source<Memory> read() {
    return read("teleios");
  }

  private Source<Memory> read(String project) {
    return read(project, Duration.ofSeconds(10));
  }

  private Source<Memory> read(String project, Duration time) {
    return AskEverything.of(
        new ClaudeMem(
                AccountSettings.memory(Optional.of(file), Optional.empty()),
                call -> {
                  throw new AssertionError("nothing is sent");
                })
            .open(
                AccountSettings.client(folder, "acme", "\"memory_project\": \"" + project + "\""),
                Deadline.in(time)));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = ClaudeMemDatabase.open(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aFileThatIsNeverReadToItsEndIsGivenUpInTime() throws SQLException {
    execute(
        "drop table observations",
        "create view observations as with recursive n(id) as (select 1 union all select id + 1"
            + " from n) select id, 'p' || id as project, 'bugfix' as type, 'x' as title from n");

    Source<Memory> memory =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> read("teleios", Duration.ofMillis(500)));

    assertThat(unknown(memory)).contains("took longer than there was time");
  }

  @Test
  void fixesDecisionsAndPatternsAreReadNewestFirst() {
    Memory memory = known(read());

    assertThat(memory.project()).isEqualTo("teleios");
    assertThat(memory.fixes())
        .extracting(fix -> fix.day().orElseThrow() + " " + fix.type())
        .containsExactly(
            "2026-03-19 bugfix",
            "2026-03-04 change", // a pattern
            "2026-03-03 bugfix",
            "2026-02-18 decision",
            "2026-02-10 bugfix",
            "2026-02-09 discovery"); // a gotcha; the feature without one is left out
    Fix newest = memory.fixes().get(0);
    assertThat(newest.title()).startsWith("Offline upload is safe to repeat");
    assertThat(newest.text().orElseThrow()).startsWith("Every uploaded row carries event_id");
    assertThat(newest.concepts()).containsExactly("problem-solution", "pattern");
    assertThat(known(memory.learned()))
        .containsExactly(
            "A match key must be left out when it is empty; the digest of nothing looks like a"
                + " value.");
  }

  @Test
  void nothingSensitiveAppearsNorTheSummaryOfItsSession() throws SQLException {
    execute(
        "update observations set type = 'security_alert' where title like 'Phone%'",
        "update observations set type = ' Sensitive ' where title like 'Booking%'");

    String everything = known(read()).toString();

    assertThat(everything)
        .doesNotContain("patient", "Phone", "Booking conversion", "digest of nothing");
    assertThat(everything).contains("Empty e-mail is no longer hashed");
  }

  @Test
  void manySensitiveRowsCrowdNobodyOut() throws SQLException {
    execute(
        "insert into observations (memory_session_id, project, type, title, concepts, created_at,"
            + " created_at_epoch) with recursive n(i) as (select 1 union all select i + 1 from n"
            + " where i < 120) select 'm', 'teleios', 'security_note', 'hushed ' || i,"
            + " '[\"gotcha\"]', '2026-04-01T00:00:00Z', 1775000000000 + i from n");

    assertThat(known(read()).fixes()).hasSize(6);
  }

  @Test
  void anotherProjectNeverAppears() {
    assertThat(known(read("hre")).toString()).contains("PMAX").doesNotContain("scheduler");
    assertThat(known(read("tele")).fixes()).isEmpty();
    assertThat(known(read("tele%")).fixes()).isEmpty();
  }

  @Test
  void whatWasMergedIntoTheProjectIsItsOwn() throws SQLException {
    execute(
        "update observations set project = 'feature-branch', merged_into_project = 'teleios'"
            + " where title like 'Offline%'");

    assertThat(known(read()).fixes()).hasSize(6);
  }

  @Test
  void anOldFileWithoutTheNewerColumnsIsRead() throws SQLException {
    execute(
        "alter table observations drop column merged_into_project",
        "alter table observations drop column narrative",
        "alter table observations drop column concepts",
        "alter table observations drop column created_at_epoch",
        "alter table session_summaries drop column merged_into_project",
        "alter table session_summaries drop column completed");

    Memory memory = known(read());

    assertThat(memory.fixes())
        .extracting(Fix::type)
        .containsExactly("bugfix", "bugfix", "decision", "bugfix");
    assertThat(memory.fixes().get(0).text()).contains("A failed night had doubled 212 rows");
    assertThat(memory.fixes().get(0).day()).contains("2026-03-19");
    assertThat(memory.fixes().get(0).concepts()).isEmpty();
    assertThat(known(memory.learned())).hasSize(1);
  }

  @Test
  void aFileWithoutSummariesLeavesOnlyThemUnknown() throws SQLException {
    execute("drop table session_summaries");

    Memory memory = known(read());

    assertThat(memory.fixes()).hasSize(6);
    assertThat(unknown(memory.learned()))
        .contains("no table session_summaries", "CLAUDE_MEM_DB_PATH");
  }

  @Test
  void brokenJsonInARowCostsThatRowOnly() throws SQLException {
    execute("update observations set concepts = '[\"pattern\", oops' where type = 'change'");

    assertThat(known(read()).fixes())
        .extracting(Fix::type)
        .containsExactly("bugfix", "bugfix", "decision", "bugfix", "discovery");
  }

  @Test
  void rowsAreSeenWhileAnotherConnectionWrites() throws SQLException {
    try (Connection worker = ClaudeMemDatabase.open(file);
        Statement statement = worker.createStatement()) {
      statement.execute("pragma wal_autocheckpoint = 0"); // what is committed stays in the -wal
      statement.execute(
          "update observations set title = 'Committed by the worker' where title like 'Offline%'");
      worker.setAutoCommit(false);
      statement.execute("update observations set title = 'Not committed'");

      assertThat(known(read()).fixes().get(0).title()).isEqualTo("Committed by the worker");
    }
  }

  @Test
  void nothingIsWrittenToTheFile() throws IOException {
    byte[] before = Files.readAllBytes(file);

    known(read());

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsLockedIsBusy() throws SQLException {
    try (Connection worker = ClaudeMemDatabase.open(file);
        Statement statement = worker.createStatement()) {
      statement.execute("pragma locking_mode = exclusive");
      statement.execute("update observations set title = title");

      Source<Memory> memory =
          AskEverything.of(
              new ClaudeMem(
                      AccountSettings.memory(Optional.of(file), Optional.empty()),
                      call -> {
                        throw new AssertionError("nothing is sent");
                      })
                  .open(
                      AccountSettings.client(folder, "acme", "\"memory_project\": \"teleios\""),
                      Deadline.in(Duration.ofMillis(300))));

      assertThat(unknown(memory)).contains("busy");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no database, however long it may be read as one"})
  void aFileThatIsNoneOfClaudeMemsIsRefusedByTheNameOfTheSetting(String content)
      throws IOException {
    Files.writeString(file, content);

    assertThat(unknown(read())).contains("CLAUDE_MEM_DB_PATH").doesNotContain(folder.toString());
  }

  @Test
  void aMissingFileIsRefusedAndNotMade() throws IOException {
    file = folder.resolve("gone.db");

    assertThat(unknown(read())).contains("there is no such file", "CLAUDE_MEM_DB_PATH");
    assertThat(file).doesNotExist();
  }

  @Test
  void longTextsAreCutAndSecretsTakenOut() throws SQLException {
    String token = "EAA" + "B9x".repeat(40);
    execute(
        "update observations set title = 'Token "
            + token
            + " "
            + "long ".repeat(100)
            + "', narrative = 'first\nsecond "
            + "word ".repeat(200)
            + "' where title like 'Offline%'");

    Fix fix = known(read()).fixes().get(0);

    assertThat(fix.title()).hasSize(200).doesNotContain(token).contains("[redacted:");
    assertThat(fix.text().orElseThrow()).hasSize(500).startsWith("first second word");
  }

  @Test
  void fiftyFixesAndTwentySummariesAreTheMost() throws SQLException {
    execute(
        "insert into observations (memory_session_id, project, type, title, created_at,"
            + " created_at_epoch) with recursive n(i) as (select 1 union all select i + 1 from n"
            + " where i < 120) select 'm', 'teleios', 'bugfix', 'fix ' || i, '2026-04-01T00:00:00Z',"
            + " 1775000000000 + i from n",
        "insert into session_summaries (memory_session_id, project, learned, created_at,"
            + " created_at_epoch) with recursive n(i) as (select 1 union all select i + 1 from n"
            + " where i < 60) select 'm', 'teleios', 'lesson ' || i, '2026-04-01T00:00:00Z',"
            + " 1775000000000 + i from n");

    Memory memory = known(read());

    assertThat(memory.fixes()).hasSize(50);
    assertThat(memory.fixes().get(0).title()).isEqualTo("fix 120");
    List<String> learned = known(memory.learned());
    assertThat(learned).hasSize(20).first().isEqualTo("lesson 60");
  }
}
