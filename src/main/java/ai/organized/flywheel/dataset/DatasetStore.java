package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.UnavailableException;
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

/** The tables {@code datasets} and {@code dataset_lines}, and the files that show them. */
public final class DatasetStore {
  private static final String DATASET =
      "select client_id, version, hash, system_prompt, account_state_version, training_lines,"
          + " holdout_lines from datasets where client_id = :client ";
  private final Jdbi jdbi;
  private final Clients clients;
  private final Clock clock;

  public DatasetStore(Jdbi jdbi, Clients clients, Clock clock) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.clock = clock;
  }

  /** What a dataset of the client would be made of; read at the first use. */
  public Candidates candidates(ClientId client, double threshold) {
    return new CandidateRows(jdbi, client, threshold);
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
                    ExampleRows.WITHOUT_PAST
                        + "join dataset_lines d on d.experiment_id = e.id where d.client_id ="
                        + " :client and d.version = :version and d.part = 'holdout' order by d.line")
                .bind("client", client.value())
                .bind("version", version)
                .map((row, context) -> ExampleRows.read(row, Example.Past.ASKED))
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

  /** The version that has the same lines. */
  public Optional<Dataset> withHash(ClientId client, String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DATASET + "and hash = :hash order by version desc limit 1")
                .bind("client", client.value())
                .bind("hash", hash)
                .map((row, context) -> dataset(row))
                .findOne());
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
    ObjectNode manifest = Manifest.of(plan, version, parent.map(Dataset::version));
    WriteDataset.write(
        clients.folder(plan.client()),
        version,
        plan,
        manifest,
        () -> requireNewest(plan.client(), parent));
    Dataset dataset =
        new Dataset(
            plan.client(),
            version,
            plan.hash(),
            plan.systemPrompt(),
            plan.accountStateVersion(),
            plan.count(Part.TRAIN),
            plan.count(Part.HOLDOUT));
    jdbi.useTransaction(
        handle -> {
          insert(handle, dataset, manifest, now);
          DatasetLines.insert(handle, dataset, plan.building().decisions);
          together.with(handle, dataset);
        });
    return dataset;
  }

  /** Writes the lines of a dataset once more, as the client's next version. */
  public Dataset again(Dataset of, Together together) {
    ClientId client = of.client();
    Optional<Dataset> parent = newest(client);
    int version = parent.orElseThrow().version() + 1;
    ObjectNode manifest = manifest(of);
    Manifest.renumber(manifest, version, parent.get().version());
    CopyDataset.write(
        clients.folder(client),
        of.version(),
        version,
        manifest,
        () -> requireNewest(client, parent));
    Dataset copy =
        new Dataset(
            client,
            version,
            of.hash(),
            of.systemPrompt(),
            of.accountStateVersion(),
            of.trainingLines(),
            of.holdoutLines());
    jdbi.useTransaction(
        handle -> {
          insert(handle, copy, manifest, clock.instant());
          DatasetLines.copy(handle, of, version);
          together.with(handle, copy);
        });
    return copy;
  }

  /** All but the lines. */
  private ObjectNode manifest(Dataset dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select manifest from datasets where client_id = ? and version = ?")
                .bind(0, dataset.client().value())
                .bind(1, dataset.version())
                .map((row, context) -> (ObjectNode) Json.parse(row.getString(1)))
                .one());
  }

  /** Who lost its lease meanwhile must not write over another's files. */
  private void requireNewest(ClientId client, Optional<Dataset> parent) {
    if (!newest(client).equals(parent)) {
      throw new UnavailableException(
          "Another process built a dataset of client " + client + " meanwhile; build again");
    }
  }

  /** Adds to a version that was written before. */
  public void addTo(Dataset dataset, Together together) {
    jdbi.useTransaction(handle -> together.with(handle, dataset));
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
}
