package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/** {@code flywheel.json} of a client: where its loop stands, for a person or a script to read. */
public final class LoopFile {
  /** In the order in which the keys are put, not sorted. */
  private static final ObjectWriter AS_PUT =
      Json.STRICT.writerWithDefaultPrettyPrinter().without(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private final Jdbi jdbi;
  private final Clients clients;
  private final LoopStates states;

  public LoopFile(Jdbi jdbi, Clients clients, LoopStates states) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.states = states;
  }

  /** Writes it from the tables. */
  public void write(ClientId client) {
    // Inside a transaction, which waits for every other: the file is never older than the tables.
    jdbi.useTransaction(
        handle -> {
          ObjectNode json = of(states.of(handle, client));
          WholeFile.write(
              clients.folder(client).resolve("flywheel.json"),
              out -> out.write(AS_PUT.writeValueAsBytes(json)));
        });
  }

  /** As the file has it; what is not there, or not known, is null. */
  public static ObjectNode of(LoopState state) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("client", state.client().value());
    state
        .question()
        .ifPresentOrElse(
            asked ->
                json.putObject("question")
                    .put("because", asked.because())
                    .put("since", asked.since().toString())
                    .put("next", asked.next().toString()),
            () -> json.putNull("question"));
    state
        .answer()
        .ifPresentOrElse(
            answer ->
                json.putObject("answer")
                    .put("words", answer.words())
                    .put("at", answer.at().map(Instant::toString).orElse(null)),
            () -> json.putNull("answer"));
    json.put("cool_down_ends", state.coolDownEnds().map(Instant::toString).orElse(null));
    json.put("new_examples", state.newExamples().orElse(null));
    json.put("new_lines_that_ask", state.linesThatAsk());
    state
        .active()
        .ifPresentOrElse(
            active ->
                json.putObject("active")
                    .put("version", active.version())
                    .put("track", active.track())
                    .put("provider", active.provider())
                    .put("base_model", active.baseModel())
                    .put("model_id", active.modelId())
                    .put("eval_score", active.evalScore().orElse(null))
                    .put("stops_on", state.shutdown().map(LocalDate::toString).orElse(null)),
            () -> json.putNull("active"));
    state
        .underWay()
        .ifPresentOrElse(
            way ->
                json.putObject("under_way")
                    .put("version", way.version())
                    .put("provider", way.provider())
                    .put("job", way.job())
                    .put("next_step", way.nextStep().toString()),
            () -> json.putNull("under_way"));
    state
        .challenger()
        .ifPresentOrElse(
            tried ->
                json.putObject("challenger")
                    .put("version", tried.version())
                    .put("percent", tried.percent())
                    .put("shadow", tried.shadow())
                    .put("since", tried.since().toString()),
            () -> json.putNull("challenger"));
    return json;
  }
}
