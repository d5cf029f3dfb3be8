package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.telemetry.ServedAnswer.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables {@code served_answers} and {@code served_texts}: a batch is one transaction. */
public final class WriteAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAnswers.class);

  /**
   * Rows after which this thread lets others have its core: Linux lets whoever works go on for
   * milliseconds, and a request that comes meanwhile would wait for them.
   */
  private static final int AT_A_STRETCH = 25;

  private static final long BREATH_NANOS = 20_000;

  private static final String ANSWER =
      "insert into served_answers (request_id, arm, at, client_id, version, track, provider,"
          + " model_id, fallback, status, error, streamed, latency_ms, first_token_ms,"
          + " prompt_tokens, completion_tokens, answer_bytes, conversation, for_version)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

  private static final String TEXTS =
      "insert into served_texts (request_id, arm, at, prompt, answer) values (?, ?, ?, ?, ?)"
          + " on conflict do nothing";

  private final Jdbi jdbi;
  private final RedactTexts redact;

  public WriteAnswers(Jdbi jdbi, RedactTexts redact) {
    this.jdbi = jdbi;
    this.redact = redact;
  }

  /**
   * Writes all, or none and throws. A row that can never be written is left out, and the rest is
   * written.
   *
   * @return how many were left out
   */
  int write(List<ServedAnswer> batch) throws SQLException {
    try {
      writeAll(batch);
      return 0;
    } catch (SQLException e) {
      if (!isTheRowsFault(e)) {
        throw e;
      }
      return batch.size() == 1 ? leftOut(batch.get(0), e) : oneByOne(batch);
    }
  }

  private int oneByOne(List<ServedAnswer> batch) throws SQLException {
    int leftOut = 0;
    for (ServedAnswer answer : batch) {
      leftOut += write(List.of(answer));
    }
    return leftOut;
  }

  private static int leftOut(ServedAnswer answer, SQLException why) {
    LOG.error("answer {} cannot be written", answer.requestId(), why);
    return 1;
  }

  /** SQLite: too big, constraint, mismatch. Standard SQL: classes 22 and 23. */
  private static boolean isTheRowsFault(SQLException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        int code = e.getErrorCode() & 0xff;
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if ((code >= 18 && code <= 20) || state.startsWith("22") || state.startsWith("23")) {
          return true;
        }
      }
    }
    return false;
  }

  private void writeAll(List<ServedAnswer> batch) throws SQLException {
    // Before the transaction, which holds up every other writer.
    List<Optional<Texts>> texts = batch.stream().map(redact::clean).toList();
    jdbi.useTransaction(
        handle -> {
          // Plain JDBC: binding by name costs more than SQLite does.
          Connection connection = handle.getConnection();
          try (PreparedStatement row = connection.prepareStatement(ANSWER)) {
            for (int i = 0; i < batch.size(); i++) {
              bind(row, batch.get(i));
              row.addBatch();
              if ((i + 1) % AT_A_STRETCH == 0) {
                row.executeBatch();
                LockSupport.parkNanos(BREATH_NANOS);
              }
            }
            row.executeBatch();
          }
          if (texts.stream().anyMatch(Optional::isPresent)) {
            writeTexts(connection, batch, texts);
          }
        });
  }

  private static void bind(PreparedStatement row, ServedAnswer answer) throws SQLException {
    row.setString(1, answer.requestId());
    row.setString(2, answer.arm());
    row.setLong(3, answer.at().toEpochMilli());
    row.setString(4, answer.client().value());
    setNumber(row, 5, answer.version());
    row.setString(6, answer.track().orElse(null));
    row.setString(7, answer.provider());
    row.setString(8, answer.modelId());
    row.setString(9, answer.fallback().orElse(null));
    row.setInt(10, answer.status());
    row.setString(11, answer.error().orElse(null));
    row.setInt(12, answer.streamed() ? 1 : 0);
    row.setDouble(13, answer.latencyMs());
    if (answer.firstTokenMs().isPresent()) {
      row.setDouble(14, answer.firstTokenMs().get());
    } else {
      row.setNull(14, Types.DOUBLE);
    }
    setNumber(row, 15, answer.promptTokens());
    setNumber(row, 16, answer.completionTokens());
    setNumber(row, 17, answer.answerBytes());
    row.setString(18, answer.conversation().orElse(null));
    setNumber(row, 19, answer.forVersion());
  }

  private static void setNumber(PreparedStatement row, int place, Optional<? extends Number> value)
      throws SQLException {
    if (value.isPresent()) {
      row.setLong(place, value.get().longValue());
    } else {
      row.setNull(place, Types.BIGINT);
    }
  }

  private static void writeTexts(
      Connection connection, List<ServedAnswer> batch, List<Optional<Texts>> texts)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(TEXTS)) {
      for (int i = 0; i < batch.size(); i++) {
        if (texts.get(i).isPresent()) {
          ServedAnswer answer = batch.get(i);
          row.setString(1, answer.requestId());
          row.setString(2, answer.arm());
          row.setLong(3, answer.at().toEpochMilli());
          row.setString(4, texts.get(i).get().prompt());
          row.setString(5, texts.get(i).get().answer());
          row.addBatch();
        }
      }
      row.executeBatch();
    }
  }
}
