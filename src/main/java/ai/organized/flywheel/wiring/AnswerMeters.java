package ai.organized.flywheel.wiring;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.telemetry.ServedAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts the gateway's answers for Prometheus, on the thread that writes them to the store: a
 * request itself pays nothing. Labels are clients and words of ours, never a text of a request.
 */
final class AnswerMeters implements Consumer<ServedAnswer> {
  /** From a cached word to a long answer of a slow model. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(120)
  };

  private static final String SHADOW = "shadow";

  /** The labels of one counter. */
  private record Labels(ClientId client, String arm, int hundreds, Optional<String> fallback) {}

  private final MeterRegistry registry;

  /** Found here faster than in the registry, which puts the labels of each answer in order. */
  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

  private final Map<ClientId, Timer> whole = new ConcurrentHashMap<>();
  private final Map<ClientId, Timer> firstTokens = new ConcurrentHashMap<>();
  private final Map<ClientId, AtomicInteger> versions = new ConcurrentHashMap<>();

  AnswerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accept(ServedAnswer answer) {
    ClientId client = answer.client();
    counters
        .computeIfAbsent(
            new Labels(client, answer.arm(), answer.status() / 100, answer.fallback()),
            this::counter)
        .increment();
    if (answer.arm().equals(SHADOW)) {
      return;
    }
    record(
        whole.computeIfAbsent(
            client, id -> timer("flywheel.request", "Until the last byte of an answer", id)),
        answer.latencyMs());
    answer
        .firstTokenMs()
        .ifPresent(
            ms ->
                record(
                    firstTokens.computeIfAbsent(
                        client,
                        id ->
                            timer("flywheel.first.token", "Until the first byte of an answer", id)),
                    ms));
    if (answer.arm().equals("champion")) {
      answer.version().ifPresent(version -> versionOf(answer.client()).set(version));
    }
  }

  private Counter counter(Labels labels) {
    return Counter.builder("flywheel.requests")
        .description("Answers of the gateway; arm shadow: copies that answered nobody")
        .tag("client", labels.client().value())
        .tag("arm", labels.arm())
        .tag("status", labels.hundreds() + "xx")
        .tag("fallback", labels.fallback().orElse("none"))
        .register(registry);
  }

  private Timer timer(String name, String description, ClientId client) {
    return Timer.builder(name)
        .description(description)
        .tag("client", client.value())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static void record(Timer timer, double millis) {
    timer.record((long) (millis * 1_000), TimeUnit.MICROSECONDS);
  }

  private AtomicInteger versionOf(ClientId client) {
    return versions.computeIfAbsent(
        client,
        id -> {
          AtomicInteger version = new AtomicInteger();
          Gauge.builder("flywheel.model.version", version, AtomicInteger::get)
              .description("Version that answered last as champion")
              .tag("client", id.value())
              .register(registry);
          return version;
        });
  }
}
