package ai.organized.flywheel.cli;

import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The registry as seed 001 draws it: a row a version, and a row for a client that has none yet. */
final class RegistryTable {
  private static final String ROW = "  %-12s %-8s %-6s %-11s %-55s %s%n";

  private RegistryTable() {}

  static void print(PrintWriter out, List<ClientStatus> clients) {
    out.printf(ROW, "Client", "Version", "Track", "Eval score", "Model ID", "Status");
    for (ClientStatus client : clients) {
      for (ModelVersion version : client.versions()) {
        out.printf(
            ROW,
            client.client(),
            "v" + version.version(),
            version.track().toUpperCase(Locale.ROOT),
            version.evalScore().map(s -> String.format(Locale.ROOT, "%.2f", s)).orElse("—"),
            version.modelId().orElse("—"),
            status(version));
      }
      if (client.versions().isEmpty()) {
        out.printf(
            ROW, client.client(), "—", "—", "—", "—", client.lastAnswer().orElse("not asked yet"));
      }
    }
    out.flush();
  }

  private static String status(ModelVersion version) {
    String mark = version.state() == ModelState.ACTIVE ? "● " : "";
    boolean needsWhy =
        switch (version.state()) {
          case REFUSED, FAILED, HELD -> true;
          case TRAINING, EVALUATING, READY, ACTIVE, ARCHIVED -> false;
        };
    return mark + version.state().word() + (needsWhy ? ": " + version.reason().orElse("") : "");
  }
}
