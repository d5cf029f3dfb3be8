package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.GtmRead;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Json;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code gtm_exports}: of each side of a client the published container and the workspace
 * that were seen last.
 */
public final class GtmExports {
  private final Jdbi jdbi;
  private final Clock clock;

  public GtmExports(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * What is kept of one side.
   *
   * @param told what Tag Manager's server said that the workspace would change
   */
  record Kept(
      Optional<GtmExport> published, Optional<GtmExport> draft, Optional<DraftChanges> told) {}

  /** Keeps a container that was dropped; what was told of its workspace before is void. */
  public void keep(ClientId client, GtmExport export) {
    jdbi.useTransaction(
        handle -> {
          String side = name(export.container().side());
          handle.execute(
              "update gtm_exports set draft_changes = null where client_id = ? and side = ?",
              client.value(),
              side);
          keep(handle, client, export, Optional.empty());
        });
  }

  /** Keeps what Tag Manager's server told. */
  void keep(ClientId client, GtmRead read) {
    jdbi.useTransaction(
        handle -> keep(handle, client, read.published(), read.draft().asOptional()));
  }

  private void keep(
      Handle handle, ClientId client, GtmExport export, Optional<DraftChanges> changes) {
    GtmContainer container = export.container();
    String side = name(container.side());
    // a workspace of the container that was there before says nothing of this one
    handle.execute(
        "delete from gtm_exports where client_id = ? and side = ? and container_id <> ?",
        client.value(),
        side,
        container.containerId().orElse(null));
    handle.execute(
        "insert into gtm_exports (client_id, side, kind, container_id, content, draft_changes,"
            + " seen_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (client_id, side, kind)"
            + " do update set container_id = excluded.container_id, content = excluded.content,"
            + " draft_changes = excluded.draft_changes, seen_at = excluded.seen_at",
        client.value(),
        side,
        container.draft() ? "draft" : "published",
        container.containerId().orElse(null),
        Json.text(export.version()),
        changes.map(AccountStateJson::text).orElse(null),
        clock.millis());
  }

  Kept kept(ClientId client, Side side) {
    return new Kept(
        export(client, side, "published"), export(client, side, "draft"), told(client, side));
  }

  /** The sides of which something is kept. */
  List<Side> sides(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select distinct side from gtm_exports where client_id = ? order by 1")
                .bind(0, client.value())
                .map((row, context) -> Side.valueOf(row.getString(1).toUpperCase(Locale.ROOT)))
                .list());
  }

  private Optional<GtmExport> export(ClientId client, Side side, String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select content from gtm_exports where client_id = ? and side = ? and kind = ?")
                .bind(0, client.value())
                .bind(1, name(side))
                .bind(2, kind)
                .map((row, context) -> new GtmExport(Json.parse(row.getString(1)), new TreeMap<>()))
                .findOne());
  }

  private Optional<DraftChanges> told(ClientId client, Side side) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select draft_changes from gtm_exports where client_id = ? and side = ?"
                        + " and draft_changes is not null")
                .bind(0, client.value())
                .bind(1, name(side))
                .map((row, context) -> AccountStateJson.draftChanges(row.getString(1)))
                .findOne());
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
