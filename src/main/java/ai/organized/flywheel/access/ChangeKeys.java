package ai.organized.flywheel.access;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/**
 * Adds and removes keys. The file is changed inside the transaction of its line in the audit log:
 * the store's write lock lets one process at a time do so, and a file that cannot be written leaves
 * no line. Killed between the two, a change may stand in the file without its line: a key that was
 * taken away is then gone all the same.
 */
public final class ChangeKeys {
  private final KeyFile file;
  private final Jdbi jdbi;
  private final AuditLog audit;
  private final Clock clock;

  public ChangeKeys(KeyFile file, Jdbi jdbi, AuditLog audit, Clock clock) {
    this.file = file;
    this.jdbi = jdbi;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param client for the role client, and for no other
   * @param requestsPerMinute empty: as the settings say
   * @return the key, which nobody can show again
   * @throws RefusedException when the name is taken or no name, or the client does not fit the role
   */
  public String add(
      String actor,
      String name,
      Role role,
      Optional<ClientId> client,
      OptionalInt requestsPerMinute) {
    if (!ReadKeys.isName(name)) {
      throw new RefusedException(
          "invalid_name", "a key's name is 1 to 64 letters, digits, dots, _ and -");
    }
    if ((role == Role.CLIENT) != client.isPresent()) {
      throw new RefusedException(
          "invalid_role",
          role == Role.CLIENT
              ? "a key of the role client belongs to one client; add --client"
              : "a key of the role "
                  + role.word()
                  + " is for every client; leave --client out, or type --role client");
    }
    String key = ApiKey.random(new SecureRandom());
    ApiKey row =
        new ApiKey(
            name,
            role,
            client,
            ApiKey.hash(key),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            requestsPerMinute);
    jdbi.useTransaction(
        handle -> {
          List<ApiKey> keys = new ArrayList<>(file.read());
          if (keys.stream().anyMatch(known -> known.name().equals(name))) {
            throw new RefusedException(
                "name_taken",
                "there is a key with the name "
                    + name
                    + "; take another, or remove it first: flywheel keys remove --name "
                    + name);
          }
          keys.add(row);
          String what = "key " + name + " added, role " + role.word();
          audit.add(handle, actor, Action.KEY_ADDED, client.orElse(null), null, what);
          file.write(keys);
        });
    return key;
  }

  /**
   * @return how many keys are left
   * @throws RefusedException when there is no such key
   */
  public int remove(String actor, String name) {
    return jdbi.inTransaction(
        handle -> {
          List<ApiKey> keys = new ArrayList<>(file.read());
          ApiKey gone =
              keys.stream()
                  .filter(key -> key.name().equals(name))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              "unknown_key",
                              "there is no key with that name; see: flywheel keys list"));
          keys.remove(gone);
          audit.add(
              handle,
              actor,
              Action.KEY_REMOVED,
              gone.client().orElse(null),
              null,
              "key " + name + " removed, role " + gone.role().word());
          file.write(keys);
          return keys.size();
        });
  }
}
