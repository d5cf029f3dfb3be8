package ai.organized.flywheel.cli;

import ai.organized.flywheel.access.ApiKey;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keys list}: who holds one; never the key, nor its hash. */
@Command(name = "list", description = "Lists the keys by name.")
final class KeysListCommand implements Callable<Integer> {
  private static final String ROW = "  %-24s %-9s %-16s %-22s %s%n";

  @Option(names = "--json", description = "print it as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    List<ApiKey> keys = Store.keyFile(Home.settings()).read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(rows(keys)));
      return 0;
    }
    if (keys.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("There are no keys: everybody at this machine may do everything.");
      return 0;
    }
    out.printf(ROW, "Name", "Role", "Client", "Created", "Requests per minute");
    for (ApiKey key : keys) {
      out.printf(
          ROW,
          key.name(),
          key.role().word(),
          key.client().map(ClientId::value).orElse("every"),
          key.createdAt(),
          key.requestsPerMinute().isPresent()
              ? key.requestsPerMinute().getAsInt()
              : "as the settings say");
    }
    out.flush();
    return 0;
  }

  private static ArrayNode rows(List<ApiKey> keys) {
    ArrayNode rows = Json.STRICT.createArrayNode();
    for (ApiKey key : keys) {
      ObjectNode row = rows.addObject();
      row.put("name", key.name()).put("role", key.role().word());
      row.put("client", key.client().map(ClientId::value).orElse(null));
      row.put("created_at", key.createdAt().toString());
      row.put(
          "requests_per_minute",
          key.requestsPerMinute().isPresent() ? key.requestsPerMinute().getAsInt() : null);
    }
    return rows;
  }
}
