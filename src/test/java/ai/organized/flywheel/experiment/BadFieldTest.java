package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A field that is missing, empty or of the wrong kind refuses its record, by name, and no other.
 */
class BadFieldTest {
  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          client_id        | is missing; --client would fill it
          run_id           | is missing
          problem          | is missing
          solution         | is missing
          score            | is missing
          timestamp        | is missing
          account_snapshot | is missing
          sources_used     | is missing
          """)
  void fieldThatIsMissingOrNullIsNamed(String field, String reason) {
    refused(Drops.without(Drops.experiment(1), field), field, reason);
    refused(Drops.experiment(1).putNull(field), field, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "run_id", "problem", "solution", "timestamp"})
  void fieldThatIsEmptyOrBlankIsNamed(String field) {
    refused(Drops.experiment(1).put(field, ""), field, "is empty");
    refused(Drops.experiment(1).put(field, " \t\n"), field, "is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id               | 12                      | is no UUID; leave it out to have one derived
          id               | "exp-2026-04-07"        | is no UUID; leave it out to have one derived
          id               | "1-1-1-1-1"             | is no UUID; leave it out to have one derived
          id               | ""                      | is no UUID; leave it out to have one derived
          client_id        | 7                       | is no text but a number
          client_id        | ["hre"]                 | is no text but a list
          run_id           | 7                       | is no text but a number
          problem          | {"text":"a"}            | is no text but an object
          solution         | true                    | is no text but true or false
          score            | "0.9"                   | is no number but a text
          score            | true                    | is no number but true or false
          score            | [0.9]                   | is no number but a list
          score            | NaN                     | is no finite number
          score            | Infinity                | is no finite number
          score            | -Infinity               | is no finite number
          score            | 1e309                   | is no finite number
          score            | -1e309                  | is no finite number
          timestamp        | 1775599665              | is no text but a number
          timestamp        | "yesterday"             | is no ISO-8601 instant such as 2026-04-07T22:07:45Z
          timestamp        | "2026-04-07"            | is no ISO-8601 instant such as 2026-04-07T22:07:45Z
          timestamp        | "2026-04-07T22:07:45"   | is no ISO-8601 instant such as 2026-04-07T22:07:45Z
          timestamp        | "2026-02-30T00:00:00Z"  | is no ISO-8601 instant such as 2026-04-07T22:07:45Z
          timestamp        | "+1000000000-01-01T00:00:00Z" | is no ISO-8601 instant such as 2026-04-07T22:07:45Z
          account_snapshot | "GTM-HRE0001"           | is no object but a text
          account_snapshot | []                      | is no object but a list
          sources_used     | "gtm"                   | is no list but a text
          sources_used     | {}                      | is no list but an object
          sources_used     | {"a":"gtm"}             | is no list but an object
          sources_used     | ["gtm",7]               | is no list of texts
          """)
  void valueOfTheWrongKindIsNamed(String field, String json, String reason) {
    ObjectNode bad = Drops.experiment(1).put(field, "@");
    refused(bad.toString().replace("\"@\"", json), field, reason);
  }

  @Test
  void numberWithThousandsOfDigitsIsRefusedWithItsLine() {
    String digits =
        Drops.experiment(1).toString().replace("\"score\":0.02", "\"score\":" + "9".repeat(5_000));

    ImportReport report = store.take(digits + "\n" + Drops.experiment(2));

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refusals()).extracting(RecordRefusal::line).containsExactly(1L);
  }

  @Test
  void halfACharacterBecomesAQuestionMarkAndStopsNothing() {
    String half = Drops.experiment(1).toString().replace("Purchase tag", "Purchase \\ud83d tag");

    assertThat(store.take(half + "\n" + Drops.experiment(2)).added()).isEqualTo(2);
    assertThat(store.take(half).known()).isEqualTo(1);
    assertThat(store.all().get(1).problem()).startsWith("Purchase ? tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-07T22:07:45Z",
        "2026-04-07T22:07:45.123456Z",
        "2026-04-08T00:07:45+02:00"
      })
  void instantWithAnyZoneIsRead(String timestamp) {
    assertThat(store.take(Drops.experiment(1).put("timestamp", timestamp).toString()).added())
        .isEqualTo(1);
    assertThat(store.all().get(0).timestamp().toString()).startsWith("2026-04-07T22:07:45");
  }

  @Test
  void emptySnapshotAndNoSourcesAreFine() {
    ObjectNode bare = Drops.with(Drops.experiment(1), "account_snapshot", "{}");
    Drops.with(bare, "sources_used", "[]");

    assertThat(store.take(bare.toString()).added()).isEqualTo(1);
  }

  private void refused(ObjectNode bad, String field, String reason) {
    refused(bad.toString(), field, reason);
  }

  private void refused(String bad, String field, String reason) {
    int before = (int) store.count();
    ObjectNode good = Drops.experiment(100 + before);

    // as a line, and as an element of an array: once each, the good record stays good
    ImportReport lines = store.take(bad + "\n" + good);
    ImportReport array = store.take("[" + bad + ",\n" + good + "]");

    assertThat(lines.refusals()).containsExactly(new RecordRefusal(1, field, reason));
    assertThat(lines.added()).isEqualTo(1);
    assertThat(array.refusals()).containsExactly(new RecordRefusal(1, field, reason));
    assertThat(array.known()).isEqualTo(1);
  }
}
