package ai.organized.flywheel.dataset;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Experiments as examples: their texts without personal data, once they were looked at for it. */
final class ExampleRows {
  private static final TypeReference<List<String>> LIST_OF_TEXTS = new TypeReference<>() {};

  /** Which of a client's experiments are candidates, with parameters client and threshold. */
  static final String CANDIDATE =
      " e.client_id = :client and (e.score >= :threshold or e.id in (select experiment_id from"
          + " dataset_lines where client_id = :client and part in ('train', 'holdout')))";

  private static final String TEXT_COLUMNS =
      "select e.id, coalesce(r.question, e.problem) as question, coalesce(r.answer, e.solution) as"
          + " answer, e.score";

  private static final String COLUMNS =
      TEXT_COLUMNS + ", e.timestamp, e.run_id, e.sources_used, e.account_state_version";

  /** As it was read last, for a version that was built; needs no parameter. */
  private static final String TABLES =
      " from experiments e left join redacted_examples r on r.experiment_id = e.id ";

  static final String TEXTS = TEXT_COLUMNS + TABLES;

  static final String WITHOUT_PAST = COLUMNS + TABLES;

  static final String WITH_PAST =
      COLUMNS
          + ", case when exists (select 1 from dataset_lines l where l.experiment_id = e.id and"
          + " l.part = 'holdout') then 'ASKED' when exists (select 1 from dataset_lines l where"
          + " l.experiment_id = e.id and l.part = 'train') then 'TRAINED' else 'NEW' end as past"
          + TABLES;

  private ExampleRows() {}

  static Example read(ResultSet row, Example.Past past) throws SQLException {
    return new Example(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getDouble(4),
        Instant.parse(row.getString(5)),
        row.getString(6),
        texts(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        past);
  }

  /** What a pass over the texts needs. */
  static Example readTexts(ResultSet row, Example.Past past) throws SQLException {
    return new Example(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getDouble(4),
        Instant.EPOCH,
        "",
        List.of(),
        Optional.empty(),
        past);
  }

  private static List<String> texts(String json) {
    if (json.equals("[]")) {
      return List.of();
    }
    try {
      return List.copyOf(Json.STRICT.readValue(json, LIST_OF_TEXTS));
    } catch (JsonProcessingException e) {
      throw new BrokenException("the store holds sources that are no list of texts", e);
    }
  }
}
