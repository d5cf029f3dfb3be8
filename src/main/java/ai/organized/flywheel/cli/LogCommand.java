package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.AuditEntry;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code log}: the audit log as a story. */
@Command(name = "log", description = "Tells what was decided, by whom and why, the oldest first.")
final class LogCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Option(names = "--client", description = "only this client's")
  String client;

  @Option(names = "--since", description = "only from this instant on, as 2026-04-07T00:00:00Z")
  Instant since;

  @Option(names = "--json", description = "print it as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      Optional<ClientId> id = Optional.ofNullable(client).map(store.names()::resolve);
      List<AuditEntry> story = store.audit().read(id, since == null ? Instant.EPOCH : since);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(rows(story)));
      } else {
        story.forEach(entry -> out.println(line(entry)));
      }
      return 0;
    }
  }

  /** For instance {@code 2026-04-06 08:00:00 hre v3 promoted 0.72 … (flywheel)}. */
  static String line(AuditEntry entry) {
    String whose =
        entry.client().map(ClientId::value).orElse("—")
            + entry.version().map(version -> " v" + version).orElse("");
    String line =
        String.format(
            Locale.ROOT,
            "%s  %-16s %-15s %s (%s)",
            TIME.format(entry.at()),
            whose,
            entry.action(),
            entry.detail(),
            entry.actor());
    return line.replaceAll("\\p{Cntrl}+", " "); // a reason may quote a provider: one line stays one
  }

  private static ArrayNode rows(List<AuditEntry> story) {
    ArrayNode rows = Json.STRICT.createArrayNode();
    for (AuditEntry entry : story) {
      ObjectNode row = rows.addObject();
      row.put("at", entry.at().toString());
      row.put("actor", entry.actor()).put("action", entry.action());
      row.put("client", entry.client().map(ClientId::value).orElse(null));
      row.put("version", entry.version().orElse(null));
      row.put("detail", entry.detail());
    }
    return rows;
  }
}
