package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * An evaluation as it stands in the store.
 *
 * @param kind {@code promotion} or {@code recheck}
 * @param champion version that it was compared with
 * @param candidateCard {@code ai.organized.flywheel.evaluate.Scorecard} as JSON; without fields
 *     when no question of the holdout was asked
 * @param evidence what stands beside the verdict
 */
record StoredEvaluation(
    ClientId client,
    int version,
    String kind,
    Optional<Integer> champion,
    JsonNode candidateCard,
    Optional<JsonNode> championCard,
    Optional<JsonNode> baselineCard,
    JsonNode evidence,
    String verdict,
    String reason,
    Instant decidedAt) {

  /** The last one of a version. */
  static Optional<StoredEvaluation> newest(Jdbi jdbi, ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from evaluations where client_id = ? and version = ?"
                        + " order by number desc limit 1")
                .bind(0, client.value())
                .bind(1, version)
                .map((row, context) -> read(client, row))
                .findOne());
  }

  private static StoredEvaluation read(ClientId client, ResultSet row) throws SQLException {
    int champion = row.getInt("champion_version");
    Optional<Integer> compared = row.wasNull() ? Optional.empty() : Optional.of(champion);
    return new StoredEvaluation(
        client,
        row.getInt("version"),
        row.getString("kind"),
        compared,
        card(row, "scorecard").orElseGet(Json.STRICT::createObjectNode),
        card(row, "champion_card"),
        card(row, "baseline_card"),
        Json.parse(row.getString("evidence")),
        row.getString("verdict"),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("decided_at")));
  }

  private static Optional<JsonNode> card(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Json::parse);
  }

  ObjectNode json() {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("client", client.value());
    json.put("version", version);
    json.put("kind", kind);
    json.put("verdict", verdict);
    json.put("reason", reason);
    json.put("decided_at", decidedAt.toString());
    json.put("champion_version", champion.orElse(null));
    json.set("candidate", candidateCard);
    json.set("champion", championCard.orElse(null));
    json.set("baseline", baselineCard.orElse(null));
    json.set("evidence", evidence);
    return json;
  }
}
