package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code datasets} and {@code dataset_lines}, and the files that show them. */
public final class DatasetStore {
  private static final String DATASET =
      "select client_id, version, hash, system_prompt, account_state_version, training_lines,"
          + " holdout_lines from datasets where client_id = :client ";
  private static final String EXAMPLE =
      "select e.id, e.problem, e.solution, e.score, e.timestamp, e.run_id, e.sources_used,"
          + " e.account_state_version from experiments e ";

  private final Jdbi jdbi;
  private final Clients clients;
  private final Clock clock;

  public DatasetStore(Jdbi jdbi, Clients clients, Clock clock) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.clock = clock;
  }

  /** All examples of a client, of any score. */
  public List<Example> examples(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(EXAMPLE + "where e.client_id = :client")
                .bind("client", client.value())
                .map((row, context) -> example(row))
                .list());
  }

  /** The questions of all versions. */
  public List<Example> asked(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    EXAMPLE
                        + "where e.id in (select experiment_id from dataset_lines"
                        + " where client_id = :client and part = 'holdout')")
                .bind("client", client.value())
                .map((row, context) -> example(row))
                .list());
  }

  /** Ids that some version trained on. */
  public Set<String> trained(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select distinct experiment_id from dataset_lines"
                        + " where client_id = :client and part = 'train'")
                .bind("client", client.value())
                .mapTo(String.class)
                .set());
  }

  /** Ids that one version trained on. */
  public Set<String> trainedBy(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select experiment_id from dataset_lines where client_id = :client"
                        + " and version = :version and part = 'train'")
                .bind("client", client.value())
                .bind("version", version)
                .mapTo(String.class)
                .set());
  }

  /** The questions of one version, in the order of its file. */
  public List<Example> holdout(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    EXAMPLE
                        + "join dataset_lines l on l.experiment_id = e.id where l.client_id ="
                        + " :client and l.version = :version and l.part = 'holdout' order by l.line")
                .bind("client", client.value())
                .bind("version", version)
                .map((row, context) -> example(row))
                .list());
  }

  public Optional<Dataset> find(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DATASET + "and version = :version")
                .bind("client", client.value())
                .bind("version", version)
                .map((row, context) -> dataset(row))
                .findOne());
  }

  public Optional<Dataset> newest(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DATASET + "order by version desc limit 1")
                .bind("client", client.value())
                .map((row, context) -> dataset(row))
                .findOne());
  }

  public boolean hasHash(ClientId client, String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select 1 from datasets where client_id = :client and hash = :hash")
                .bind("client", client.value())
                .bind("hash", hash)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** What a caller adds to the same transaction, for instance the job that trains on it. */
  @FunctionalInterface
  public interface Together {
    void with(Handle handle, Dataset dataset);
  }

  /**
   * Writes the files, then the rows in one transaction: killed between, the next attempt writes the
   * same version again.
   */
  public Dataset save(DatasetPlan plan, Together together) {
    Optional<Dataset> parent = newest(plan.client());
    int version = parent.map(Dataset::version).orElse(0) + 1;
    Instant now = clock.instant();
    ObjectNode manifest = Manifest.of(plan, version, parent.map(Dataset::version), now);
    WriteDataset.write(clients.folder(plan.client()), version, plan, manifest);
    Dataset dataset =
        new Dataset(
            plan.client(),
            version,
            plan.hash(),
            plan.systemPrompt(),
            plan.accountStateVersion(),
            plan.train().size(),
            plan.holdout().size());
    jdbi.useTransaction(
        handle -> {
          insert(handle, dataset, manifest, now);
          insertLines(handle, dataset, plan);
          together.with(handle, dataset);
        });
    return dataset;
  }

  private static void insert(Handle handle, Dataset dataset, ObjectNode manifest, Instant now) {
    handle
        .createUpdate(
            "insert into datasets (client_id, version, hash, system_prompt, account_state_version,"
                + " training_lines, holdout_lines, manifest, created_at) values (:client, :version,"
                + " :hash, :prompt, :state, :training, :holdout, :manifest, :now)")
        .bind("client", dataset.client().value())
        .bind("version", dataset.version())
        .bind("hash", dataset.hash())
        .bind("prompt", dataset.systemPrompt())
        .bind("state", dataset.accountStateVersion().orElse(null))
        .bind("training", dataset.trainingLines())
        .bind("holdout", dataset.holdoutLines())
        .bind("manifest", Json.text(manifest))
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static void insertLines(Handle handle, Dataset dataset, DatasetPlan plan) {
    PreparedBatch lines =
        handle.prepareBatch(
            "insert into dataset_lines (client_id, version, experiment_id, part, line, note)"
                + " values ('"
                + dataset.client()
                + "', "
                + dataset.version()
                + ", ?, ?, ?, ?)");
    for (int i = 0; i < plan.train().size(); i++) {
      lines.add(plan.train().get(i).id(), "train", i + 1, null);
    }
    for (int i = 0; i < plan.holdout().size(); i++) {
      lines.add(plan.holdout().get(i).id(), "holdout", i + 1, null);
    }
    for (Duplicate duplicate : plan.duplicates()) {
      lines.add(duplicate.example().id(), "duplicate", null, "of " + duplicate.kept());
    }
    for (Split.Quarantined away : plan.quarantined()) {
      lines.add(away.example().id(), "quarantined", null, "near question " + away.question());
    }
    if (lines.size() > 0) {
      lines.execute();
    }
  }

  private static Dataset dataset(ResultSet row) throws SQLException {
    return new Dataset(
        new ClientId(row.getString("client_id")),
        row.getInt("version"),
        row.getString("hash"),
        row.getString("system_prompt"),
        Optional.ofNullable(row.getString("account_state_version")),
        row.getInt("training_lines"),
        row.getInt("holdout_lines"));
  }

  private static Example example(ResultSet row) throws SQLException {
    return new Example(
        row.getString("id"),
        row.getString("problem"),
        row.getString("solution"),
        row.getDouble("score"),
        Instant.parse(row.getString("timestamp")),
        row.getString("run_id"),
        Json.STRICT.convertValue(
            Json.parse(row.getString("sources_used")),
            Json.STRICT.getTypeFactory().constructCollectionType(List.class, String.class)),
        Optional.ofNullable(row.getString("account_state_version")));
  }
}
