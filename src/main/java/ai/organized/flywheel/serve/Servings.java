package ai.organized.flywheel.serve;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import java.util.List;
import java.util.Optional;

/** Says which model answers whom. */
public interface Servings {
  /**
   * Whom a request is for; from memory.
   *
   * @throws ai.organized.flywheel.failure.RefusedException 400 when none or two are named, 403 when
   *     the caller may not ask for it, 404 when there is no such client
   */
  ClientId client(AskedFor asked, Caller caller);

  /** From memory, while what is known is young and the client's config the same. */
  Optional<Serving> known(ClientId client);

  /**
   * Whether what is known of a client is about to be too old: who asks now spares others a wait.
   */
  boolean isAgeing(ClientId client);

  /** Asks the route, unless somebody just did; may wait. */
  Serving ask(ClientId client);

  /**
   * Asks the route; may wait.
   *
   * @throws ai.organized.flywheel.failure.RefusedException 503 when nothing may answer
   */
  ServedModel fallback(FallbackRequest request);

  /** The clients that the caller may ask for; may wait. */
  List<ModelRow> rows(Caller caller);
}
