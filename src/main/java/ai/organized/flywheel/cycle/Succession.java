package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelShutdowns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Models that their provider switches off soon: a client that one of them answers for needs a
 * successor trained by another, although nothing is new.
 */
public final class Succession {
  private final Jdbi jdbi;
  private final ModelShutdowns shutdowns;
  private final Clock clock;
  private final Duration ahead;

  /**
   * @param ahead how long before its end a model gets a successor; zero: never by itself
   */
  public Succession(Jdbi jdbi, Clock clock, Duration ahead) {
    this.jdbi = jdbi;
    this.shutdowns = new ModelShutdowns(jdbi);
    this.clock = clock;
    this.ahead = ahead;
  }

  /**
   * When a model stops, if that is so soon that nothing should be trained from it.
   *
   * @param model a base model, or one that was trained
   */
  public Optional<LocalDate> stops(String provider, String model) {
    Instant until = clock.instant().plus(ahead);
    return shutdowns
        .of(provider, model)
        .filter(stop -> !ahead.isZero() && !stop.isAfter(until))
        .map(stop -> LocalDate.ofInstant(stop, ZoneOffset.UTC));
  }

  /**
   * When the model that answers for a client stops, and it has no successor yet: no newer version
   * was trained by a provider that stays. One that was refused, held or cancelled is a matter for a
   * person; one that answered and was gone back from is none, or the client would end without a
   * model.
   */
  public Optional<Leaving> wanted(ClientId client) {
    return answering(client)
        .filter(answering -> !hasSuccessor(client, answering))
        .flatMap(
            answering ->
                stops(answering.provider(), answering.modelId())
                    .map(
                        date ->
                            new Leaving(
                                answering.version(),
                                answering.provider(),
                                answering.baseModel(),
                                date)));
  }

  /**
   * A version whose model stops.
   *
   * @param on the day, UTC
   */
  public record Leaving(int version, String provider, String baseModel, LocalDate on) {
    String words() {
      return "the model of v" + version + " (" + baseModel + " at " + provider + ") stops on " + on;
    }
  }

  private record Answering(int version, String provider, String baseModel, String modelId) {}

  private Optional<Answering> answering(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select version, provider, base_model, model_id from model_versions"
                        + " where client_id = ? and state = 'active'")
                .bind(0, client.value())
                .map(
                    (row, context) ->
                        new Answering(
                            row.getInt("version"),
                            row.getString("provider"),
                            row.getString("base_model"),
                            row.getString("model_id")))
                .findOne());
  }

  private boolean hasSuccessor(ClientId client, Answering answering) {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select v.provider, v.base_model from model_versions v left join"
                            + " training_jobs j on j.client_id = v.client_id and j.version ="
                            + " v.version where v.client_id = ? and v.version > ? and ((v.model_id"
                            + " is not null and v.state not in ('failed', 'archived')) or"
                            + " j.cancel_asked is not null)")
                    .bind(0, client.value())
                    .bind(1, answering.version())
                    .map(
                        (row, context) ->
                            stops(row.getString("provider"), row.getString("base_model")))
                    .list())
        .stream()
        .anyMatch(Optional::isEmpty);
  }
}
