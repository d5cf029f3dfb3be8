package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.FoldedVector;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /api/embed} and {@code POST /v1/embeddings}. */
final class Embed {
  private final OllamaModels models;
  private final InProcessEmbedder embedder;

  /**
   * @param embedder makes the vectors, which are then folded to as many parts as the model has
   */
  Embed(OllamaModels models, InProcessEmbedder embedder) {
    this.models = models;
    this.embedder = embedder;
  }

  Reply answer(Request request) {
    Fields fields = Fields.of(request, "EmbedRequest");
    String name = fields.text("model");
    fields.flag("truncate", true);
    List<String> texts = texts(fields.value("input"));
    return vectors(require(name), texts);
  }

  /** The same as OpenAI has it. */
  Reply openAi(Request request) {
    Fields fields = Fields.of(request, "EmbedRequest");
    List<String> texts = texts(fields.value("input"));
    if (texts.isEmpty()) {
      throw OllamaError.badRequest("invalid input");
    }
    OllamaModel model = require(fields.text("model"));
    ObjectNode reply = Json.object().put("object", "list");
    ArrayNode data = reply.putArray("data");
    for (String text : texts) {
      ObjectNode row = data.addObject().put("object", "embedding");
      ArrayNode vector = row.putArray("embedding");
      for (float part : FoldedVector.of(embedder.embed(text), model.parts())) {
        vector.add(part);
      }
      row.put("index", data.size() - 1);
    }
    reply.put("model", model.name());
    reply.putObject("usage").put("prompt_tokens", texts.size()).put("total_tokens", texts.size());
    return Reply.json(200, reply);
  }

  private OllamaModel require(String name) {
    OllamaModel model =
        models
            .find(name)
            .orElseThrow(
                () ->
                    new OllamaError(404, "model \"" + name + "\" not found, try pulling it first"));
    if (!model.embeds()) {
      throw OllamaError.badRequest("this model does not support embeddings");
    }
    return model;
  }

  private static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      if (!input.textValue().isEmpty()) {
        texts.add(input.textValue());
      }
    } else if (input.isArray()) {
      for (JsonNode text : input) {
        if (!text.isTextual()) {
          throw OllamaError.badRequest("invalid input type");
        }
        texts.add(text.textValue());
      }
    } else if (!input.isMissingNode()) {
      throw OllamaError.badRequest("invalid input type");
    }
    return texts;
  }

  private Reply vectors(OllamaModel model, List<String> texts) {
    ObjectNode reply = Json.object().put("model", model.name());
    ArrayNode vectors = reply.putArray("embeddings");
    for (String text : texts) {
      ArrayNode vector = vectors.addArray();
      for (float part : FoldedVector.of(embedder.embed(text), model.parts())) {
        vector.add(part);
      }
    }
    return Reply.json(
        200,
        reply
            .put("total_duration", 14_143_917)
            .put("load_duration", 1_019_500)
            .put("prompt_eval_count", texts.size()));
  }
}
