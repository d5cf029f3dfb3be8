package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.jdbi.v3.core.Jdbi;

/** The figures of every version of a client in use, of its newest {@value #MOST} answers. */
public final class LiveFigures {
  private static final int MOST = 50_000;

  private final LiveAnswers answers;
  private final Clock clock;

  public LiveFigures(Jdbi jdbi, Clock clock) {
    this.answers = new LiveAnswers(jdbi);
    this.clock = clock;
  }

  /** The newest version first; fallbacks that stood for no version last. */
  public List<VersionFigures> since(ClientId client, Instant since) {
    Map<Optional<Integer>, List<LiveAnswer>> byVersion =
        LiveAnswers.withVersions(answers.newest(client, since, clock.instant().plusMillis(1), MOST))
            .stream()
            .collect(Collectors.groupingBy(LiveAnswer::version));
    return byVersion.entrySet().stream()
        .sorted(Comparator.comparing(version -> -version.getKey().orElse(0)))
        .map(version -> figures(client, since, version.getKey(), version.getValue()))
        .toList();
  }

  private VersionFigures figures(
      ClientId client, Instant since, Optional<Integer> version, List<LiveAnswer> given) {
    List<LiveAnswer> counted = given.stream().filter(LiveAnswer::counts).toList();
    List<LiveAnswer> own = counted.stream().filter(a -> !a.fallback() && !a.failed()).toList();
    List<Double> said =
        version.map(known -> answers.acceptances(client, known, since)).orElse(List.of());
    DoubleStream tokens =
        own.stream().filter(a -> a.tokens().isPresent()).mapToDouble(a -> a.tokens().getAsLong());
    double[] latencies = own.stream().mapToDouble(LiveAnswer::latencyMs).toArray();
    return new VersionFigures(
        version,
        given.size(),
        share(counted, counted.stream().filter(LiveAnswer::failed).count()),
        share(counted, counted.stream().filter(LiveAnswer::fallback).count()),
        said.stream().mapToDouble(Double::doubleValue).average(),
        said.size(),
        percentile(tokens.toArray(), 50),
        percentile(latencies, 50),
        percentile(latencies, 95));
  }

  private static OptionalDouble share(List<LiveAnswer> all, long some) {
    return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) some / all.size());
  }

  private static OptionalDouble percentile(double[] values, double percent) {
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Percentile(percent).evaluate(values));
  }
}
