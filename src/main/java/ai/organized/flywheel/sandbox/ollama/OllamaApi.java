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
import java.util.Locale;

/**
 * Ollama (0.32): {@code /api/embed}, {@code /api/tags}, {@code /api/show}, {@code /api/version}. As
 * the real one, it asks for no key and passes over fields that it does not know.
 */
public final class OllamaApi {
  public static final String PATH = "/ollama";

  private static final String VERSION = "0.32.15";

  private final OllamaModels models = new OllamaModels();
  private final InProcessEmbedder embedder;

  /**
   * @param embedder makes the vectors, which are then folded to as many parts as the model has
   */
  public OllamaApi(InProcessEmbedder embedder) {
    this.embedder = embedder;
    add(Json.object().put("name", "all-minilm"));
  }

  /**
   * Adds a model, in place of the one of this name.
   *
   * @param described {@code name}; {@code parts} of its vectors, 384 when it does not say; {@code
   *     remote_host} and {@code remote_model} when it runs elsewhere
   */
  public void add(ObjectNode described) {
    models.add(described);
  }

  public Reply answer(Request request) {
    String route = request.method() + " " + request.path().substring(PATH.length());
    return switch (route) {
      case "POST /api/embed" -> withBody(request, this::embed);
      case "POST /api/show" -> withBody(request, this::show);
      case "GET /api/tags" -> tags();
      case "GET /api/version" -> Reply.json(200, Json.object().put("version", VERSION));
      case "GET /" -> Reply.text(200, "Ollama is running");
      default -> Reply.text(404, "404 page not found");
    };
  }

  private interface Work {
    Reply on(ObjectNode body);
  }

  private static Reply withBody(Request request, Work work) {
    if (request.body().length == 0) {
      return error(400, "missing request body");
    }
    return Json.readObject(request.body())
        .map(work::on)
        .orElseGet(() -> error(400, "invalid character in request body"));
  }

  private Reply embed(ObjectNode body) {
    JsonNode model = body.path("model");
    if (!model.isMissingNode() && !model.isTextual()) {
      return wrongType(model, "EmbedRequest.model", "string");
    }
    if (body.hasNonNull("truncate") && !body.get("truncate").isBoolean()) {
      return wrongType(body.get("truncate"), "EmbedRequest.truncate", "bool");
    }
    JsonNode input = body.path("input");
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      if (!input.textValue().isEmpty()) {
        texts.add(input.textValue());
      }
    } else if (input.isArray()) {
      for (JsonNode text : input) {
        if (!text.isTextual()) {
          return error(400, "invalid input type");
        }
        texts.add(text.textValue());
      }
    } else if (!input.isMissingNode() && !input.isNull()) {
      return error(400, "invalid input type");
    }
    return models
        .find(model.asText())
        .map(known -> vectors(known, texts))
        .orElseGet(() -> notFound(model.asText(), ", try pulling it first"));
  }

  private Reply vectors(ObjectNode model, List<String> texts) {
    ObjectNode reply = Json.object().put("model", model.path("name").asText());
    ArrayNode vectors = reply.putArray("embeddings");
    for (String text : texts) {
      ArrayNode vector = vectors.addArray();
      for (float part : FoldedVector.of(embedder.embed(text), OllamaModels.parts(model))) {
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

  private Reply show(ObjectNode body) {
    JsonNode model = body.path("model");
    if (!model.isTextual()) {
      return model.isMissingNode()
          ? error(400, "model is required")
          : wrongType(model, "ShowRequest.model", "string");
    }
    return models
        .find(model.textValue())
        .map(known -> Reply.json(200, OllamaModels.shown(known)))
        .orElseGet(() -> notFound(model.textValue(), ""));
  }

  private Reply tags() {
    ObjectNode reply = Json.object();
    reply.putArray("models").addAll(models.listed());
    return Reply.json(200, reply);
  }

  private static Reply notFound(String model, String advice) {
    return error(404, "model \"" + model + "\" not found" + advice);
  }

  private static Reply wrongType(JsonNode got, String field, String wanted) {
    String type = got.getNodeType().name().toLowerCase(Locale.ROOT);
    return error(
        400,
        "json: cannot unmarshal " + type + " into Go struct field " + field + " of type " + wanted);
  }

  private static Reply error(int status, String words) {
    return Reply.json(status, Json.object().put("error", words));
  }
}
