package ai.organized.flywheel.storage;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Frees what a dead process held, so that a restart need not wait for the lease to run out. */
public final class DeadLeases {
  static final List<String> TABLES =
      List.of(
          "training_jobs", "cycles", "account_collections", "evaluation_requests", "notifications");

  private DeadLeases() {}

  public static void free(Jdbi jdbi) {
    jdbi.useTransaction(
        handle -> {
          for (String table : TABLES) {
            List<String> owners =
                handle
                    .createQuery(
                        "select distinct lease_owner from "
                            + table
                            + " where lease_owner is not null")
                    .mapTo(String.class)
                    .list();
            for (String owner : owners) {
              if (Lease.isDead(owner)) {
                handle.execute(
                    "update "
                        + table
                        + " set lease_owner = null, lease_until = null where lease_owner = ?",
                    owner);
              }
            }
          }
        });
  }
}
