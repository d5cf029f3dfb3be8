package ai.organized.flywheel.sandbox.ollama.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ollama list [PREFIX]}: a table for people. */
final class ListCommand {
  private static final String PADDING = "    ";

  private final OllamaServer server;
  private final PrintStream out;

  ListCommand(OllamaServer server, PrintStream out) {
    this.server = server;
    this.out = out;
  }

  void run(String prefix) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "ID", "SIZE", "MODIFIED"));
    for (JsonNode model : server.get("/api/tags").path("models")) {
      String name = model.path("name").asText();
      if (name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
        boolean elsewhere = !model.path("remote_host").asText("").isEmpty();
        String size = elsewhere ? "-" : size(model.path("size").asLong());
        String id = model.path("digest").asText().substring(0, 12);
        // The real one says how long ago; the stand-in has no clock of its own.
        rows.add(List.of(name, id, size, "Less than a second ago"));
      }
    }
    rows.forEach(row -> out.println(line(row, rows)));
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width - cell.length())).append(PADDING);
    }
    return line.toString();
  }

  /** In units of 1000. */
  private static String size(long bytes) {
    if (bytes >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
    return bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes / 1_000 + " KB";
  }
}
