package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.experiment.ExperimentQuery;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which experiments: the filters that export and count share. */
final class QueryOptions {
  @Option(names = "--client", description = "only this client's")
  String client;

  @Option(names = "--min-score", description = "only with at least this score, 0 to 1")
  Double minScore;

  @Option(names = "--since", description = "only from this instant on, as 2026-04-07T00:00:00Z")
  Instant since;

  ExperimentQuery query(ClientNames names) {
    ExperimentQuery wanted =
        client == null ? ExperimentQuery.ALL : ExperimentQuery.of(names.resolve(client));
    wanted = minScore == null ? wanted : wanted.withMinScore(minScore);
    return since == null ? wanted : wanted.withSince(since);
  }
}
