package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.time.Duration;

/** Rows as the gateway's telemetry leaves them, one a second by the store's clock. */
public final class LiveRows {
  private final TemporaryStore store;
  private int rows;

  public LiveRows(TemporaryStore store) {
    this.store = store;
  }

  public void answered(ClientId client, int version, int many) {
    add(many, client, version, "champion", 200, null, 120);
  }

  public void failed(ClientId client, int version, int many) {
    add(many, client, version, "champion", 502, "upstream_status", 120);
  }

  public void fellBack(ClientId client, int many) {
    add(many, client, null, "fallback", 200, null, 120);
  }

  /** This version was asked, did not answer, and something else did. */
  public void fellBack(ClientId client, int forVersion, int many) {
    int before = rows;
    fellBack(client, many);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              for (int row = before + 1; row <= rows; row++) {
                handle.execute(
                    "update served_answers set for_version = ? where request_id = ?",
                    forVersion,
                    "r-" + row);
              }
            });
  }

  public void add(ClientId client, Integer version, String arm, int status, String error) {
    add(1, client, version, arm, status, error, 120);
  }

  public void add(
      int many,
      ClientId client,
      Integer version,
      String arm,
      int status,
      String error,
      long tokens) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              for (int i = 0; i < many; i++) {
                rows++;
                handle.execute(
                    "insert into served_answers (request_id, arm, at, client_id, version, provider,"
                        + " model_id, status, error, streamed, latency_ms, completion_tokens)"
                        + " values (?, ?, ?, ?, ?, 'openai', 'm', ?, ?, 0, 812.5, ?)",
                    "r-" + rows,
                    arm,
                    store.clock().millis(),
                    client.value(),
                    version,
                    status,
                    error,
                    tokens);
                store.clock().turn(Duration.ofSeconds(1));
              }
            });
  }

  public void said(ClientId client, int version, String requestId, double score) {
    rows++;
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into feedback (id, request_id, client_id, version, at, given_by, score)"
                        + " values (?, ?, ?, ?, ?, 'local', ?)",
                    "f-" + rows,
                    requestId,
                    client.value(),
                    version,
                    store.clock().millis(),
                    score));
    store.clock().turn(Duration.ofSeconds(1));
  }
}
