package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetLines;
import ai.organized.flywheel.dataset.DatasetLines.Dropped;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dataset show --client C [--version N] [--dropped]}. */
@Command(
    name = "show",
    description = "Prints the manifest of a dataset, by default the newest, or what was left out.")
final class DatasetShowCommand implements Callable<Integer> {
  private static final int ANSWER_SHOWN = 72;

  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", description = "the version; by default the newest")
  Integer version;

  @Option(
      names = "--dropped",
      description = "what was left out: which line, why, how alike, and which one stayed")
  boolean dropped;

  @Option(names = "--json", description = "with --dropped: print it as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      int wanted =
          version != null ? version : store.datasets().newest(id).map(Dataset::version).orElse(0);
      Path manifest = Dataset.manifestFile(store.clients().folder(id), wanted);
      if (!Files.exists(manifest)) {
        throw new RefusedException(
            "no_dataset",
            "client " + id + " has no such dataset; type: flywheel dataset build --client " + id);
      }
      PrintWriter out = spec.commandLine().getOut();
      if (dropped) {
        print(out, new DatasetLines(store.database().jdbi()).dropped(id, wanted));
      } else {
        try (Reader text = Files.newBufferedReader(manifest)) {
          text.transferTo(out); // with a line for every example, it may be large
        }
        out.println();
      }
      out.flush();
      return 0;
    }
  }

  private void print(PrintWriter out, List<Dropped> lines) {
    if (json) {
      ArrayNode all = Json.STRICT.createArrayNode();
      lines.forEach(line -> all.add(json(line)));
      out.println(Json.text(all));
      return;
    }
    String group = "";
    for (Dropped line : lines) {
      String kept = line.other().orElse("");
      if (!kept.equals(group) || kept.isEmpty()) {
        group = kept;
        line.otherAnswer()
            .ifPresent(answer -> out.println(named(line, kept) + "  " + beginning(answer)));
      }
      out.println(
          String.format(
              Locale.ROOT,
              "  %s  %s, %s%s, score %.2f  %s",
              line.id(),
              line.part(),
              line.why(),
              line.similarity().isPresent()
                  ? String.format(Locale.ROOT, " %.2f", line.similarity().getAsDouble())
                  : "",
              line.score(),
              beginning(line.answer())));
    }
    out.println(lines.size() + " examples were left out");
  }

  private static String named(Dropped line, String other) {
    return (line.part().equals("duplicate") ? "stayed    " : "question  ") + other;
  }

  private static String beginning(String answer) {
    String line = answer.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= ANSWER_SHOWN ? line : line.substring(0, ANSWER_SHOWN) + "…";
  }

  private static ObjectNode json(Dropped line) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("id", line.id());
    json.put("part", line.part());
    json.put("why", line.why());
    line.other().ifPresent(other -> json.put("other", other));
    line.similarity().ifPresent(similarity -> json.put("similarity", similarity));
    json.put("score", line.score());
    json.put("answer", line.answer());
    line.otherAnswer().ifPresent(answer -> json.put("other_answer", answer));
    return json;
  }
}
