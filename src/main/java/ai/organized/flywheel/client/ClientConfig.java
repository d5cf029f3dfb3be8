package ai.organized.flywheel.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a client's {@code config.json} says.
 *
 * @param aliases other names under which records may name the client
 * @param egressAllowed whether the client's data may leave the user's own network
 * @param accounts under which ids the sources know the client
 * @param scoreThreshold the client's own threshold, 0 to 1; empty: the general one
 * @param fallback what answers without a model: {@code rag_context}, {@code base_model} or {@code
 *     error}; empty: the general setting
 * @param storesTexts whether questions and answers of the gateway may be kept
 * @param privateNames persons, shops, addresses that no model may learn; each has two letters or
 *     digits at least
 */
public record ClientConfig(
    ClientId id,
    String displayName,
    Set<String> aliases,
    Track track,
    boolean egressAllowed,
    AccountIds accounts,
    OptionalDouble scoreThreshold,
    Optional<String> fallback,
    boolean storesTexts,
    List<String> privateNames) {

  /** A client without a config: nothing of it may leave. */
  static ClientConfig unknown(ClientId id) {
    return new ClientConfig(
        id,
        id.value(),
        Set.of(),
        Track.AUTO,
        false,
        AccountIds.NONE,
        OptionalDouble.empty(),
        Optional.empty(),
        false,
        List.of());
  }

  /** The way a client's model is trained. */
  public enum Track {
    /** A remote provider. */
    A,
    /** Own hardware. */
    B,
    AUTO
  }
}
