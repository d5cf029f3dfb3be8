package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/**
 * Ollama (0.32): its native endpoints for models, blobs, vectors and conversations, and below
 * {@code /v1} those of OpenAI that it speaks. As the real one, it asks for no key and passes over
 * fields that it does not know. There are {@code all-minilm}, which embeds, and {@code
 * llama3.1:8b}, which converses and has seen no example.
 */
public final class OllamaApi {
  public static final String PATH = "/ollama";

  private static final String VERSION = "0.32.15";

  private final OllamaModels models;
  private final Blobs blobs = new Blobs();
  private final CreateModel create;
  private final Embed embed;
  private final Chat chat;
  private final OpenAiChat openAiChat;

  /**
   * @param embedder makes vectors, and decides what is nearest to a question
   */
  public OllamaApi(InProcessEmbedder embedder, Clock clock) {
    Answers answers = new Answers(embedder);
    this.models = new OllamaModels(clock);
    this.create = new CreateModel(models, blobs);
    this.embed = new Embed(models, embedder);
    this.chat = new Chat(models, answers, clock);
    this.openAiChat = new OpenAiChat(models, answers, clock);
    models.put("all-minilm", Json.object().put("parts", 384));
    models.put("llama3.1:8b", llama());
  }

  private static ObjectNode llama() {
    ObjectNode llama =
        Json.object().put("architecture", "llama").put("template", "{{ .Messages }}");
    llama
        .putObject("parameters")
        .putArray("stop")
        .add("<|start_header_id|>")
        .add("<|end_header_id|>")
        .add("<|eot_id|>");
    return llama;
  }

  /**
   * Adds a model, in place of the one of this name.
   *
   * @param described {@code name}, and what {@link OllamaModel} says of its config; without an
   *     {@code architecture} it embeds
   */
  public void add(ObjectNode described) {
    models.put(described.path("name").asText(), described);
  }

  /** Has the next making of a model go wrong; several orders are served one after the other. */
  public void failNextCreate(CreateFault fault) {
    create.failNext(fault);
  }

  /** The models that it would have downloaded, because none of that name was there. */
  public List<String> fetches() {
    return create.fetches();
  }

  public Reply answer(Request request) {
    String path = request.path().substring(PATH.length());
    try {
      return path.startsWith(Blobs.PATH)
          ? blobs.answer(request, path.substring(Blobs.PATH.length()))
          : route(request, request.method() + " " + path);
    } catch (OllamaError error) {
      return path.startsWith("/v1/") ? error.openAiReply() : error.reply();
    }
  }

  private Reply route(Request request, String route) {
    return switch (route) {
      case "POST /api/create" -> create.answer(request);
      case "POST /api/chat" -> chat.answer(request);
      case "POST /api/embed" -> embed.answer(request);
      case "POST /api/show" -> show(Fields.of(request, "ShowRequest"));
      case "POST /api/copy" -> copy(Fields.of(request, "CopyRequest"));
      case "DELETE /api/delete" -> delete(Fields.of(request, "DeleteRequest"));
      case "GET /api/tags" -> tags();
      case "GET /api/version" -> Reply.json(200, Json.object().put("version", VERSION));
      case "POST /v1/chat/completions" -> openAiChat.answer(request);
      case "POST /v1/embeddings" -> embed.openAi(request);
      case "GET /v1/models" -> openAiChat.list();
      case "GET /", "HEAD /" -> Reply.text(200, "Ollama is running");
      default -> Reply.text(404, "404 page not found");
    };
  }

  private Reply show(Fields fields) {
    String name = fields.text("model");
    if (name.isEmpty()) {
      throw OllamaError.badRequest("model is required");
    }
    return Reply.json(200, ShownModel.of(models.require(name)));
  }

  private Reply tags() {
    ObjectNode reply = Json.object();
    ArrayNode listed = reply.putArray("models");
    models.all().forEach(model -> listed.add(model.listed()));
    return Reply.json(200, reply);
  }

  private Reply copy(Fields fields) {
    String destination = fields.text("destination");
    if (!ModelName.isValid(destination)) {
      throw OllamaError.badRequest("destination \"" + destination + "\" is invalid");
    }
    models.put(destination, models.require(fields.text("source")).config());
    return Reply.empty(200);
  }

  private Reply delete(Fields fields) {
    models.remove(fields.text("model"));
    return Reply.empty(200);
  }
}
