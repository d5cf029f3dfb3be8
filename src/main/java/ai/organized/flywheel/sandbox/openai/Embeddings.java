package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.FoldedVector;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /v1/embeddings}, of texts only; the service takes lists of tokens too. */
final class Embeddings {
  /** Parts of a vector, by model. */
  static final Map<String, Integer> MODELS =
      Map.of(
          "text-embedding-3-small",
          1536,
          "text-embedding-3-large",
          3072,
          "text-embedding-ada-002",
          1536);

  private static final Set<String> FIELDS =
      Set.of("model", "input", "encoding_format", "dimensions", "user");
  private static final int MOST_TEXTS = 2_048;
  private static final int MOST_TOKENS = 8_192;
  private static final int MOST_TOKENS_IN_ALL = 300_000;

  private final InProcessEmbedder embedder;

  Embeddings(InProcessEmbedder embedder) {
    this.embedder = embedder;
  }

  Reply answer(Request request) {
    Parameters body = Parameters.ofBody(request).allowOnly(FIELDS);
    String model = body.requiredText("model");
    List<String> texts = texts(body);
    String format = body.text("encoding_format").orElse("float");
    if (!format.equals("float") && !format.equals("base64")) {
      throw body.invalid("encoding_format", "'" + format + "' is not one of 'float', 'base64'");
    }
    int longest = MODELS.getOrDefault(model, Integer.MAX_VALUE);
    int parts = body.whole("dimensions", 1, longest).orElse(longest);
    body.text("user");
    if (!MODELS.containsKey(model)) {
      throw new OpenAiError(
          404,
          "The model `" + model + "` does not exist or you do not have access to it.",
          null,
          "model_not_found");
    }
    int tokens = tokens(texts);
    ObjectNode reply = Json.object().put("object", "list").put("model", model);
    ArrayNode data = reply.putArray("data");
    for (int i = 0; i < texts.size(); i++) {
      float[] vector = FoldedVector.of(embedder.embed(texts.get(i)), parts);
      ObjectNode answer = data.addObject().put("object", "embedding").put("index", i);
      if (format.equals("base64")) {
        answer.put("embedding", base64(vector));
      } else {
        numbers(answer.putArray("embedding"), vector);
      }
    }
    reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return Reply.json(200, reply);
  }

  private static List<String> texts(Parameters body) {
    JsonNode input = body.any("input").orElseThrow(() -> body.missing("input"));
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.textValue());
    } else {
      for (JsonNode text : body.requiredList("input")) {
        if (!text.isTextual()) {
          throw body.wrongType("input", "one of a string or array of strings");
        }
        texts.add(text.textValue());
      }
    }
    if (texts.size() > MOST_TEXTS) {
      throw OpenAiError.badRequest(
          "Invalid 'input': array too long. Expected an array with maximum length 2048, but got an"
              + " array with length "
              + texts.size()
              + " instead.",
          "input",
          "array_above_max_length");
    }
    if (texts.contains("")) {
      throw OpenAiError.badRequest(
          "'$.input' is invalid. Please check the API reference:"
              + " https://platform.openai.com/docs/api-reference.",
          null,
          null);
    }
    return texts;
  }

  private static int tokens(List<String> texts) {
    int all = 0;
    for (String text : texts) {
      int words = TextContent.words(text);
      if (words > MOST_TOKENS) {
        throw OpenAiError.badRequest(
            "This model's maximum context length is 8192 tokens, however you requested "
                + words
                + " tokens ("
                + words
                + " in your prompt; 0 for the completion). Please reduce your prompt; or completion"
                + " length.",
            null,
            null);
      }
      all += words;
    }
    if (all > MOST_TOKENS_IN_ALL) {
      throw OpenAiError.badRequest(
          "Requested " + all + " tokens, max 300000 tokens per request",
          null,
          "max_tokens_per_request");
    }
    return all;
  }

  private static void numbers(ArrayNode list, float[] vector) {
    for (float part : vector) {
      list.add(part);
    }
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
