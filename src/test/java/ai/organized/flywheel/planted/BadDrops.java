package ai.organized.flywheel.planted;

import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.wiring.RunningLoop;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drops and posts that are refused, with secrets in what is wrong about them. */
final class BadDrops {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Planter planter;
  private final RunningLoop loop;
  private final Path inbox;
  private final Map<String, String> answers = new LinkedHashMap<>();

  BadDrops(Planter planter, RunningLoop loop, Path inbox) {
    this.planter = planter;
    this.loop = loop;
    this.inbox = inbox;
  }

  /**
   * @return what was answered, by what was posted
   */
  Map<String, String> drop() throws IOException {
    planter.nowRead(0);
    Path exports = Files.createDirectories(inbox.resolve("gtm/hre"));
    Files.writeString(exports.resolve("keys.json"), JSON.writeValueAsString(keys()));
    Files.writeString(exports.resolve("junk.json"), planter.text("junk before") + " {\"a\": 1}");
    Files.writeString(exports.resolve("no.json"), "{\"a\": " + planter.shaped("no JSON") + "}");
    Path experiments = inbox.resolve("experiments");
    Files.writeString(experiments.resolve("records.jsonl"), records());
    Files.writeString(experiments.resolve("unreadable.json"), planter.text("unreadable"));
    post("/v1/experiments", records());
    post("/v1/experiments", planter.text("posted"));
    post("/v1/experiments?scale=" + planter.letters("posted scale"), records());
    post("/v1/experiments?client=" + planter.letters("posted client"), records());
    post("/v1/chat/completions", planter.text("asked"));
    for (Path file :
        List.of(
            exports.resolve("keys.json"),
            exports.resolve("junk.json"),
            exports.resolve("no.json"),
            experiments.resolve("unreadable.json"))) {
      Path refused = file.resolveSibling(".refused").resolve(file.getFileName());
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(refused));
    }
    planter.nowRead(1);
    return answers;
  }

  private void post(String path, String body) {
    String what = answers.size() + " to " + path.replaceFirst("=.*", "");
    answers.put("answer " + what, loop.post(path, body).body());
  }

  /** No container at all. */
  private ObjectNode keys() {
    ObjectNode keys = JSON.createObjectNode();
    for (int i = 0; i < 5; i++) {
      keys.put(planter.shaped("key of no export " + i), 1);
    }
    return keys;
  }

  /** Each wrong in another field. */
  private String records() {
    StringBuilder lines = new StringBuilder();
    for (String field :
        List.of("id", "client_id", "score", "timestamp", "account_snapshot", "sources_used")) {
      lines.append(record().put(field, planter.shaped("bad " + field))).append('\n');
    }
    lines.append(record().put("client_id", planter.token("client id"))).append('\n');
    lines.append("{\"id\": ").append(planter.shaped("bad line")).append("}\n");
    return lines.append(planter.text("no line")).append('\n').toString();
  }

  private static ObjectNode record() {
    ObjectNode record = JSON.createObjectNode();
    record.put("client_id", "hre").put("run_id", "run").put("problem", "p").put("solution", "s");
    record.put("score", 0.1).put("timestamp", "2026-03-01T14:25:21Z");
    record.putObject("account_snapshot");
    record.putArray("sources_used");
    return record;
  }
}
