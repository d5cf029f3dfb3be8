package ai.organized.flywheel.telemetry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuedTelemetryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @TempDir Path folder;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private TemporaryStore store;
  private QueuedTelemetry telemetry;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    RedactTexts redact =
        new RedactTexts(store.clients(), new RedactionKeys(store.jdbi(), store.clock(), ""));
    telemetry =
        new QueuedTelemetry(
            new WriteAnswers(store.jdbi(), redact), a -> told.add(a.requestId()), PATIENCE);
  }

  @AfterEach
  void close() {
    telemetry.close();
    store.close();
  }

  private int rows() {
    return store.jdbi().withHandle(QueuedTelemetryTest::rows);
  }

  private static int rows(Handle handle) {
    return handle.createQuery("select count(*) from served_answers").mapTo(Integer.class).one();
  }

  @Test
  void anAnswerIsARowWithinASecond() {
    assertThat(telemetry.offer(Served.answer(ACME, "r-1"))).isTrue();

    await().atMost(Duration.ofSeconds(1)).until(() -> rows() == 1);

    assertThat(store.row("served_answers"))
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("request_id", "r-1"),
                Map.entry("arm", "champion"),
                Map.entry("at", Served.AT.toEpochMilli()),
                Map.entry("client_id", "acme"),
                Map.entry("version", 1),
                Map.entry("track", "a"),
                Map.entry("provider", "openai"),
                Map.entry("model_id", "ft:gpt-4o-mini-2024-07-18:org:acme-v1:x"),
                Map.entry("status", 200),
                Map.entry("streamed", 1),
                Map.entry("latency_ms", 812.5),
                Map.entry("first_token_ms", 140.25),
                Map.entry("prompt_tokens", 900),
                Map.entry("completion_tokens", 120),
                Map.entry("answer_bytes", 480),
                Map.entry("conversation", "00112233445566ff")))
        .containsEntry("fallback", null)
        .containsEntry("error", null);
    assertThat(told).containsExactly("r-1");
  }

  @Test
  void whatIsNotKnownIsNull() {
    telemetry.offer(
        new ServedAnswer(
            "r-1",
            Served.AT,
            ACME,
            Optional.empty(),
            Optional.of(3),
            "fallback",
            Optional.empty(),
            "",
            "",
            Optional.of("error"),
            503,
            Optional.of("no_fallback"),
            false,
            1.5,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    telemetry.close();

    assertThat(store.row("served_answers"))
        .containsEntry("version", null)
        .containsEntry("for_version", 3)
        .containsEntry("first_token_ms", null)
        .containsEntry("prompt_tokens", null)
        .containsEntry("completion_tokens", null)
        .containsEntry("conversation", null)
        .containsEntry("fallback", "error")
        .containsEntry("error", "no_fallback");
  }

  @Test
  void theSameAnswerTwiceIsOneRowAndItsShadowAnother() {
    ServedAnswer answer = Served.answer(ACME, "r-1");
    telemetry.offer(answer);
    telemetry.offer(answer);
    telemetry.offer(Served.shadow(answer));
    telemetry.close();

    assertThat(store.rows("served_answers"))
        .extracting(row -> row.get("arm"))
        .containsExactlyInAnyOrder("champion", "shadow");
  }

  @Test
  void closingWritesWhatWaits() {
    IntStream.range(0, 2_000).forEach(i -> telemetry.offer(Served.answer(ACME, "r-" + i)));

    telemetry.close();

    assertThat(rows()).isEqualTo(2_000);
    assertThat(telemetry.written()).isEqualTo(2_000);
    assertThat(telemetry.lost()).isZero();
    assertThat(telemetry.offer(Served.answer(ACME, "late"))).isFalse();
    assertThat(telemetry.lost()).isOne();
  }

  @Test
  void aFullQueueLosesWhatComesAndCountsIt() {
    int more = QueuedTelemetry.CAPACITY + QueuedTelemetry.BATCH + 300;
    store
        .jdbi()
        .useTransaction(
            busy -> { // the store can be written by nobody else
              busy.execute("delete from served_answers");
              telemetry.offer(Served.answer(ACME, "first"));
              await().until(() -> telemetry.waiting() == 0 && told.size() == 1);
              IntStream.range(0, more).forEach(i -> telemetry.offer(Served.answer(ACME, "r-" + i)));
              assertThat(telemetry.lost()).isEqualTo(more - QueuedTelemetry.CAPACITY);
            });

    await().until(() -> telemetry.written() == 1 + QueuedTelemetry.CAPACITY);
    assertThat(rows()).isEqualTo(1 + QueuedTelemetry.CAPACITY);
  }

  @Test
  void aStoreThatFailsIsTriedAgainWithTheSameAnswers() {
    store.jdbi().useHandle(h -> h.execute("alter table served_answers rename to away"));
    IntStream.range(0, 700).forEach(i -> telemetry.offer(Served.answer(ACME, "r-" + i)));
    await().until(() -> told.size() >= QueuedTelemetry.BATCH);
    assertThat(telemetry.written()).isZero();

    store.jdbi().useHandle(h -> h.execute("alter table away rename to served_answers"));

    await().until(() -> telemetry.written() == 700);
    assertThat(rows()).isEqualTo(700);
    assertThat(told).hasSize(700);
    assertThat(telemetry.lost()).isZero();
  }

  @Test
  void closingDoesNotWaitForAStoreThatNeverComesBack() {
    store.jdbi().useHandle(h -> h.execute("alter table served_answers rename to away"));
    telemetry.offer(Served.answer(ACME, "r-1"));
    long began = System.nanoTime();

    telemetry.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE.plusSeconds(2));
    assertThat(telemetry.lost()).isOne();
  }

  @Test
  void aRowThatCanNeverBeWrittenHoldsUpNoOther() {
    telemetry.offer(Served.answer(ACME, "r-1"));
    telemetry.offer(Served.byArm(Served.answer(ACME, "r-2"), "no such arm"));
    telemetry.offer(Served.answer(ACME, "r-3"));

    telemetry.close();

    assertThat(store.rows("served_answers"))
        .extracting(row -> row.get("request_id"))
        .containsExactly("r-1", "r-3");
    assertThat(telemetry.lost()).isOne();
  }

  @Test
  void textsAreKeptWithoutSecretsAndPersonalData() {
    store.configure(ACME, "{\"client_id\": \"acme\", \"private_names\": [\"Jane Doe\"]}");
    String token = "sk-" + "proj-" + "a1B2c3D4e5F6g7H8i9J0k1L2";
    telemetry.offer(
        Served.saying(ACME, "r-1", "I am Jane Doe, " + token, "Write to jane@acme.example"));
    telemetry.close();

    Map<String, Object> texts = store.row("served_texts");
    assertThat(texts).containsEntry("request_id", "r-1").containsEntry("arm", "champion");
    assertThat((String) texts.get("prompt")).contains("I am [name:").doesNotContain(token);
    assertThat((String) texts.get("answer")).startsWith("Write to [email:");
  }

  @Test
  void withoutAReadableConfigTheAnswerIsKeptWithoutItsTexts() {
    store.configure(ACME, "{");
    telemetry.offer(Served.saying(ACME, "r-1", "a question", "an answer"));
    telemetry.close();

    assertThat(rows()).isOne();
    assertThat(store.rows("served_texts")).isEmpty();
  }

  @Test
  void aConfigThatIsNoFileIsOneThatCannotBeRead() throws Exception {
    Files.createDirectories(store.clients().folder(ACME).resolve("config.json"));
    telemetry.offer(Served.saying(ACME, "r-1", "a question", "an answer"));
    await().until(() -> rows() == 1);
    telemetry.offer(Served.answer(ACME, "r-2"));

    await().until(() -> rows() == 2);
    assertThat(store.rows("served_texts")).isEmpty();
  }

  @Test
  void whatNobodyForesawInATextCostsTheTextAlone() {
    telemetry.close();
    RedactTexts broken = new RedactTexts(store.clients(), null);
    try (QueuedTelemetry other =
        new QueuedTelemetry(new WriteAnswers(store.jdbi(), broken), a -> {}, PATIENCE)) {
      other.offer(Served.saying(ACME, "r-1", "a question", "an answer"));
      await().until(() -> rows() == 1);
      other.offer(Served.answer(ACME, "r-2"));
      await().until(() -> rows() == 2);
      assertThat(other.textsLost()).isOne();
      assertThat(other.lost()).isZero();
    }
  }

  @Test
  void aVeryLongTextIsNotKeptButItsAnswerIs() {
    telemetry.offer(Served.saying(ACME, "r-1", "long ".repeat(100_000), "an answer"));
    telemetry.close();

    assertThat(rows()).isOne();
    assertThat(store.rows("served_texts")).isEmpty();
    assertThat(telemetry.textsLost()).isOne();
    assertThat(telemetry.lost()).isZero();
  }

  @Test
  void keptTextsAreDeletedWhenTheirTimeIsOver() {
    store.jdbi().useHandle(h -> insertTexts(h, List.of("old", "new")));
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into feedback (id, request_id, client_id, at, given_by, acceptance,"
                        + " edit, note) values ('f', 'old', 'acme', ?, 'local', 0.5, 'e', 'n')",
                    store.clock().millis()));
    ForgetTexts forget = new ForgetTexts(store.jdbi(), Duration.ofDays(90), store.clock());
    store.clock().turn(Duration.ofDays(91));

    assertThat(forget.forget()).isOne();

    assertThat(store.row("served_texts")).containsEntry("request_id", "new");
    assertThat(store.row("feedback"))
        .containsEntry("edit", "")
        .containsEntry("note", null)
        .containsEntry("acceptance", 0.5);
  }

  private void insertTexts(Handle handle, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      handle.execute(
          "insert into served_texts values (?, 'champion', ?, 'p', 'a')",
          ids.get(i),
          store.clock().instant().plus(Duration.ofDays(10L * i)).toEpochMilli());
    }
  }

  @Test
  void aListenerThatFailsStopsNothing() {
    RedactTexts redact =
        new RedactTexts(store.clients(), new RedactionKeys(store.jdbi(), store.clock(), ""));
    try (QueuedTelemetry other =
        new QueuedTelemetry(
            new WriteAnswers(store.jdbi(), redact),
            answer -> {
              throw new IllegalStateException("no metrics");
            },
            PATIENCE)) {
      other.offer(Served.saying(ACME, "r-1", "a", "b"));
    }

    assertThat(rows()).isOne();
  }
}
