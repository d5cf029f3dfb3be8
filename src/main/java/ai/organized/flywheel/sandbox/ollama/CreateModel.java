package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code POST /api/create}.
 *
 * <p>What goes wrong before the first line is told is answered with its status; after that the
 * status is 200, and the error is a line.
 */
final class CreateModel {
  private static final Map<String, String> QUANTIZATIONS =
      Map.of("q4_k_m", "Q4_K_M", "q4_k_s", "Q4_K_S", "q8_0", "Q8_0");
  private static final List<String> UNQUANTISED = List.of("F16", "BF16", "F32");

  private final OllamaModels models;
  private final FromFiles fromFiles;
  private final List<String> fetches = new CopyOnWriteArrayList<>();
  private final Queue<CreateFault> faults = new ConcurrentLinkedQueue<>();

  CreateModel(OllamaModels models, Blobs blobs) {
    this.models = models;
    this.fromFiles = new FromFiles(blobs);
  }

  void failNext(CreateFault fault) {
    faults.add(fault);
  }

  /** What the real one would have tried to download. */
  List<String> fetches() {
    return List.copyOf(fetches);
  }

  Reply answer(Request request) {
    Fields fields = Fields.of(request, "CreateRequest");
    String name = fields.text("model").isEmpty() ? fields.text("name") : fields.text("model");
    if (!ModelName.isValid(name)) {
      throw OllamaError.badRequest("invalid model name");
    }
    Map<String, byte[]> files = fromFiles.read(fields.object("files"));
    if (fields.object("adapters").size() > 1) {
      throw OllamaError.badRequest("only one adapter is currently supported");
    }
    boolean stream = fields.flag("stream", true);
    Progress progress = new Progress();
    try {
      ObjectNode config = config(fields, files, progress);
      CreateFault fault = faults.poll();
      if (fault != null) {
        return progress.spoiled(fault);
      }
      progress.say("writing manifest");
      models.put(name, config);
      progress.say("success");
    } catch (OllamaError error) {
      if (progress.isEmpty()) {
        throw error;
      }
      progress.fail(error);
      return stream ? progress.stream() : progress.last(error.status());
    }
    return stream ? progress.stream() : progress.last(200);
  }

  private ObjectNode config(Fields fields, Map<String, byte[]> files, Progress progress) {
    ObjectNode config = source(fields, files, progress);
    quantize(fields.text("quantize"), config, progress);
    for (String text : List.of("system", "template", "renderer", "parser", "requires")) {
      String value = fields.text(text);
      if (!value.isEmpty()) {
        config.put(text, value);
        newLayer(value, progress);
      }
    }
    if (fields.body().hasNonNull("license")) {
      config.put("license", fields.body().get("license").asText());
    }
    ObjectNode parameters = config.withObjectProperty("parameters");
    parameters.setAll(fields.object("parameters"));
    JsonNode messages = fields.list("messages", "[]api.Message");
    if (!messages.isEmpty()) {
      messages.forEach(CreateModel::requireMessage);
      config.set("messages", messages);
      newLayer(messages.toString(), progress);
    }
    return config;
  }

  private ObjectNode source(Fields fields, Map<String, byte[]> files, Progress progress) {
    String from = fields.text("from");
    if (!from.isEmpty()) {
      OllamaModel base = models.find(from).orElseThrow(() -> fetch(from, progress));
      progress.say("using existing layer sha256:" + base.digest());
      return base.config().deepCopy().put("parent_model", base.name());
    }
    if (!fields.body().hasNonNull("files")) {
      throw OllamaError.badRequest("neither 'from' or 'files' was specified");
    }
    if (files.isEmpty()) {
      throw OllamaError.badRequest("no files provided to convert");
    }
    ObjectNode model = fromFiles.model(files, progress::say);
    newLayer(files.keySet().toString(), progress);
    return model;
  }

  /** The real one downloads what is not there; this one notes the name. */
  private OllamaError fetch(String name, Progress progress) {
    fetches.add(name);
    progress.say("pulling manifest");
    return new OllamaError(500, "pull model manifest: file does not exist");
  }

  private static void quantize(String wanted, ObjectNode config, Progress progress) {
    if (wanted.isEmpty()) {
      return;
    }
    String type = QUANTIZATIONS.get(wanted.toLowerCase(Locale.ROOT));
    if (type == null) {
      throw OllamaError.badRequest(
          "unsupported quantization type "
              + wanted.toUpperCase(Locale.ROOT)
              + " - supported types are F32, F16, Q4_K_S, Q4_K_M, Q8_0");
    }
    String now = config.path("quantization_level").asText("Q4_K_M");
    if (!UNQUANTISED.contains(now)) {
      throw OllamaError.badRequest("quantization is only supported for F16, BF16 and F32 models");
    }
    progress.say("quantizing " + now + " model to " + type);
    config.put("quantization_level", type);
  }

  private static void newLayer(String content, Progress progress) {
    byte[] bytes = content.getBytes(UTF_8);
    progress.say("creating new layer " + Blobs.digest(bytes));
  }

  private static void requireMessage(JsonNode message) {
    if (!message.isObject()) {
      throw OllamaError.wrongType(message, "CreateRequest.messages", "api.Message");
    }
    for (String field : List.of("role", "content")) {
      if (!message.path(field).isTextual()) {
        throw OllamaError.wrongType(message.path(field), "Message.messages." + field, "string");
      }
    }
  }
}
