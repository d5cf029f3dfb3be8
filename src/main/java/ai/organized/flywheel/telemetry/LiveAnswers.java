package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/** Reads what callers were given, and what they said of it; shadows are left out. */
public final class LiveAnswers {
  private static final int LOOKED_BACK = 100_000;

  private final Jdbi jdbi;

  public LiveAnswers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The newest answers of a client in a time, the oldest first. A fallback counts for the version
   * that was asked and did not answer.
   *
   * @param until exclusive
   * @param most how many
   */
  public List<LiveAnswer> newest(ClientId client, Instant from, Instant until, int most) {
    List<LiveAnswer> answers = read(client, from, until, "desc", most);
    Collections.reverse(answers);
    return answers;
  }

  /** The same, of the oldest in that time. */
  public List<LiveAnswer> oldest(ClientId client, Instant from, Instant until, int most) {
    return read(client, from, until, "asc", most);
  }

  private List<LiveAnswer> read(
      ClientId client, Instant from, Instant until, String order, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select at, coalesce(version, for_version) version, arm, status, error,"
                        + " completion_tokens, latency_ms from served_answers"
                        + " where client_id = :client and at >= :from and at < :until"
                        + " and arm <> 'shadow' order by at "
                        + order
                        + " limit :most")
                .bind("client", client.value())
                .bind("from", from.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
  }

  /** When a version answered last before a time; looked for among {@value #LOOKED_BACK} answers. */
  public Optional<Instant> last(ClientId client, int version, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select at from (select at, version from served_answers where client_id = ? and"
                        + " at < ? order by at desc limit "
                        + LOOKED_BACK
                        + ") where version = ? order by at desc limit 1")
                .bind(0, client.value())
                .bind(1, until.toEpochMilli())
                .bind(2, version)
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .findOne());
  }

  /**
   * Changes with every answer and everything that is said of one, but for ties in a millisecond.
   */
  public String newestMark(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select (select max(at) from served_answers where client_id = :client),"
                        + " (select max(at) from feedback where client_id = :client)")
                .bind("client", client.value())
                .map((row, context) -> row.getLong(1) + "/" + row.getLong(2))
                .one());
  }

  private static LiveAnswer read(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(version);
    long tokens = row.getLong("completion_tokens");
    String arm = row.getString("arm");
    String error = row.getString("error");
    // We failed before a model was known. That none could stand in for it says something of it.
    boolean ours = known.isEmpty() && arm.equals("champion") && !"no_fallback".equals(error);
    return new LiveAnswer(
        Instant.ofEpochMilli(row.getLong("at")),
        known,
        arm,
        ours
            ? LiveAnswer.Outcome.NOT_COUNTED
            : LiveAnswer.outcome(arm, row.getInt("status"), error),
        row.getObject("completion_tokens") == null ? OptionalLong.empty() : OptionalLong.of(tokens),
        row.getDouble("latency_ms"));
  }

  /**
   * Where no version could be asked, the answer counts for the one that answered before it; at the
   * beginning, for the one that answered next.
   */
  public static List<LiveAnswer> withVersions(List<LiveAnswer> answers) {
    Optional<Integer> champion =
        answers.stream()
            .filter(LiveAnswers::isOfAChampion)
            .findFirst()
            .flatMap(LiveAnswer::version);
    List<LiveAnswer> all = new ArrayList<>(answers.size());
    for (LiveAnswer answer : answers) {
      champion = isOfAChampion(answer) ? answer.version() : champion;
      all.add(answer.version().isPresent() ? answer : answer.of(champion));
    }
    return all;
  }

  private static boolean isOfAChampion(LiveAnswer answer) {
    return answer.arm().equals("champion") && answer.version().isPresent();
  }

  /**
   * What was said of a version's answers, 0 to 1, the oldest first: the score, or the acceptance of
   * the edit; of each answer the newest.
   */
  public List<Double> acceptances(ClientId client, int version, Instant from) {
    Map<String, Double> newest = new LinkedHashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select request_id, coalesce(score, acceptance) said from feedback"
                        + " where client_id = ? and version = ? and at >= ?"
                        + " and coalesce(score, acceptance) is not null order by at, id")
                .bind(0, client.value())
                .bind(1, version)
                .bind(2, from.toEpochMilli())
                .map((row, context) -> Map.entry(row.getString(1), row.getDouble(2)))
                .forEach(
                    said -> {
                      newest.remove(said.getKey());
                      newest.put(said.getKey(), said.getValue());
                    }));
    return new ArrayList<>(newest.values());
  }
}
