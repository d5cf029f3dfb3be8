package ai.organized.flywheel.redact.personal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code redaction_keys}: with which key a client's placeholders are made.
 *
 * <p>A key that is set holds for all clients and is never stored; each client's own is derived from
 * it. Otherwise each gets {@value #BYTES} random bytes, made once and kept: two processes that ask
 * at the same moment get the same. Lost or changed, old placeholders are other placeholders.
 */
public final class RedactionKeys {
  private static final int BYTES = 32;

  private final Jdbi jdbi;
  private final Clock clock;
  private final String set;

  /**
   * @param set the setting {@code FLYWHEEL_REDACTION_KEY}; empty for none
   */
  public RedactionKeys(Jdbi jdbi, Clock clock, String set) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.set = set;
  }

  /** {@value #BYTES} bytes, always the same for a client. */
  public byte[] of(String client) {
    return set.isEmpty() ? stored(client) : derived(client);
  }

  private byte[] derived(String client) {
    byte[] secret = set.getBytes(StandardCharsets.UTF_8);
    return Pseudonyms.hmac(Pseudonyms.key(secret), "redaction key of " + client);
  }

  private byte[] stored(String client) {
    return find(client).orElseGet(() -> made(client));
  }

  private Optional<byte[]> find(String client) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select secret from redaction_keys where client_id = :client")
                    .bind("client", client)
                    .mapTo(String.class)
                    .findOne())
        .map(Base64.getDecoder()::decode);
  }

  /** Whoever comes first has made it; the other reads it. */
  private byte[] made(String client) {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into redaction_keys (client_id, secret, created_at) values (?, ?, ?)"
                    + " on conflict (client_id) do nothing",
                client,
                Base64.getEncoder().encodeToString(secret),
                clock.millis()));
    return find(client).orElseThrow();
  }
}
