package ai.organized.flywheel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cutting and joining bytes gives what rewriting the tree would give. */
class SplicedBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROMPT = "You are \"Älva\"\n— 漢 \\ 😀";

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void splicingEqualsRewritingTheTree(int seed) throws IOException {
    Random random = new Random(seed);
    byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
    String provider = random.nextBoolean() ? "openai" : "ollama";
    String prompt = random.nextInt(5) == 0 ? "" : PROMPT;

    byte[] sent =
        PromptFirst.apply(ReadChatBody.read(body), Opening.of(provider, "ft:\"x\":1", prompt));

    assertThat(JSON.readTree(sent)).isEqualTo(rewritten(body, provider, prompt));
  }

  /** Members in any order, known and unknown, with any blanks between. */
  private static String body(Random random) {
    RandomJson json = new RandomJson(random);
    List<String> members = new ArrayList<>();
    members.add("\"messages\"" + json.blank() + ":" + json.blank() + messages(json, random));
    if (random.nextBoolean()) {
      members.add((random.nextInt(4) == 0 ? "\"mod\\u0065l\"" : "\"model\"") + ":" + json.text());
    }
    if (random.nextBoolean()) {
      members.add("\"max_tokens\"" + json.blank() + ":" + json.blank() + random.nextInt(500));
    }
    if (random.nextBoolean()) {
      members.add("\"max_completion_tokens\":" + json.blank() + random.nextInt(500));
    }
    if (random.nextBoolean()) {
      members.add("\"metadata\":" + json.blank() + metadata(json, random));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      members.add("\"of_next_year_" + i + "\"" + json.blank() + ":" + json.value(0) + json.blank());
    }
    Collections.shuffle(members, random);
    return json.blank()
        + "{"
        + json.blank()
        + String.join(json.blank() + "," + json.blank(), members)
        + json.blank()
        + "}"
        + json.blank();
  }

  private static String messages(RandomJson json, Random random) {
    List<String> messages = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      messages.add(
          "{\"role\":\"user\","
              + json.blank()
              + "\"content\":"
              + (random.nextBoolean()
                  ? json.text()
                  : "[{\"type\":\"text\",\"text\":" + json.text() + "}]")
              + ",\"x\":"
              + json.value(1)
              + "}");
    }
    return "[" + json.blank() + String.join(json.blank() + ",", messages) + json.blank() + "]";
  }

  private static String metadata(RandomJson json, Random random) {
    List<String> members = new ArrayList<>();
    for (String name : List.of("client_id", "conversation_id", "a", "b")) {
      if (random.nextBoolean()) {
        members.add("\"" + name + "\"" + json.blank() + ":" + json.text());
      }
    }
    Collections.shuffle(members, random);
    return "{" + json.blank() + String.join(json.blank() + ",", members) + "}";
  }

  private static JsonNode rewritten(byte[] body, String provider, String prompt)
      throws IOException {
    ObjectNode tree = (ObjectNode) JSON.readTree(body);
    tree.put("model", "ft:\"x\":1");
    JsonNode most = tree.path("max_completion_tokens");
    most = most.isMissingNode() ? tree.path("max_tokens") : most;
    tree.remove(List.of("max_tokens", "max_completion_tokens"));
    if (!most.isMissingNode()) {
      tree.set(provider.equals("openai") ? "max_completion_tokens" : "max_tokens", most);
    }
    if (tree.path("metadata") instanceof ObjectNode metadata) {
      boolean ours = metadata.has("client_id") || metadata.has("conversation_id");
      metadata.remove(List.of("client_id", "conversation_id"));
      if (ours && metadata.isEmpty()) {
        tree.remove("metadata");
      }
    }
    ArrayNode messages = JSON.createArrayNode();
    if (!prompt.isEmpty()) {
      messages.addObject().put("role", "system").put("content", prompt);
    }
    tree.path("messages").forEach(messages::add);
    tree.set("messages", messages);
    return tree;
  }
}
