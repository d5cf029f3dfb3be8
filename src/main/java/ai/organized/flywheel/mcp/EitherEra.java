package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which era a server speaks, by asking in the modern way first, and asks in that way from
 * then on; when that fails later, it finds out again.
 */
final class EitherEra {
  private static final Logger LOG = LoggerFactory.getLogger(EitherEra.class);

  /** Statuses with which a server says that it does not take what was posted to it. */
  private static final Set<Integer> NOT_TAKEN = Set.of(400, 404, 405);

  private static final Duration FOR_A_GREETING = Duration.ofSeconds(5);

  enum Era {
    LEGACY,
    MODERN
  }

  private final Wire wire;
  private final Map<URI, Era> known;
  private final ModernEra modern;
  private final LegacyEra legacy;

  /**
   * @param known what earlier conversations found out; one address may have another era than its
   *     neighbour on the same host
   */
  EitherEra(Wire wire, Map<URI, Era> known) {
    this.wire = wire;
    this.known = known;
    this.modern = new ModernEra(wire);
    this.legacy = new LegacyEra(wire);
  }

  Answer ask(Ask ask) {
    if (era() == Era.LEGACY) {
      Answer answer = legacy.ask(ask);
      if (settles(answer)) {
        return answer;
      }
      forget();
    }
    Answer answer = modern.ask(ask);
    if (settles(answer) || (answer.isModernError() && !offersLegacy(answer))) {
      if (!answer.isTheSameInEveryEra()) {
        learn(Era.MODERN);
      }
      return answer;
    }
    forget();
    Answer older = legacy.ask(ask);
    if (older.isModernError()) {
      return answer; // modern alone, and not content with what was asked
    }
    if (older.isResult() || older.isError()) {
      learn(Era.LEGACY);
    } else if (NOT_TAKEN.contains(older.status()) && offersOldTransport()) {
      throw ExplainFailure.oldTransport(wire.server());
    }
    return older;
  }

  void close() {
    legacy.close();
  }

  /**
   * Whether an answer is about what was asked. While the era is unknown, only a result is: a legacy
   * server may answer an ordinary error because it was not greeted.
   */
  private boolean settles(Answer answer) {
    return answer.isResult()
        || answer.isTheSameInEveryEra()
        || (era() != null && answer.isOrdinaryError());
  }

  private static boolean offersLegacy(Answer answer) {
    for (JsonNode version : answer.message().at("/error/data/supported")) {
      if (LegacyEra.VERSIONS.contains(version.asText())) {
        return true;
      }
    }
    return false;
  }

  /**
   * As servers of 2024-11-05 do: they take a GET, and name in it where to post. One that takes its
   * time over it is none: theirs is the first thing they say.
   */
  private boolean offersOldTransport() {
    try {
      HttpResponse<ReplyStream> reply =
          wire.send("GET", Map.of("Accept", "text/event-stream"), Wire.NOTHING, FOR_A_GREETING);
      reply.body().close();
      String contentType = reply.headers().firstValue("Content-Type").orElse("");
      return reply.statusCode() == 200 && contentType.startsWith("text/event-stream");
    } catch (UnavailableException e) {
      return false;
    }
  }

  private Era era() {
    return known.get(wire.server().address());
  }

  private void learn(Era era) {
    if (known.put(wire.server().address(), era) != era) {
      LOG.info("{} speaks the {} era of the protocol", wire.server(), era);
    }
  }

  private void forget() {
    known.remove(wire.server().address());
    legacy.forget();
  }
}
