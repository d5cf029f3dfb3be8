package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.storage.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Who takes part. */
final class Cast {
  /** Its second model comes out bad, and its provider announces the end of its base. */
  static final String HARBOR = "harbor";

  /** Wants a remote provider and no other, and has a channel of its own. */
  static final String LUMEN = "lumen";

  /** Its data may not leave. */
  static final String GRANITE = "granite";

  /** Its second model is worse in use than it looked. */
  static final String ORCHID = "orchid";

  /** Drops fixes that belong to other faults. */
  static final String SABLE = "sable";

  /** Has too few experiments, and then a training that fails. */
  static final String WILLOW = "willow";

  static final List<String> ALL = List.of(GRANITE, HARBOR, LUMEN, ORCHID, SABLE, WILLOW);

  private Cast() {}

  static void configure(Path clients) {
    write(clients, HARBOR, "\"data_egress_allowed\": true");
    write(clients, LUMEN, "\"data_egress_allowed\": true, \"track_preference\": \"a\"");
    write(clients, GRANITE, "\"data_egress_allowed\": false");
    write(clients, ORCHID, "\"data_egress_allowed\": true, \"track_preference\": \"b\"");
    write(clients, SABLE, "\"data_egress_allowed\": true");
    write(clients, WILLOW, "\"data_egress_allowed\": true");
  }

  private static void write(Path clients, String client, String says) {
    String json = "{\"client_id\": \"" + client + "\", " + says + "}\n";
    WholeFile.write(
        clients.resolve(client).resolve("config.json"),
        out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }
}
