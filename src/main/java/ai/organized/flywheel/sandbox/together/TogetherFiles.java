package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.MultipartForm;
import ai.organized.flywheel.sandbox.openai.MultipartForm.Part;
import ai.organized.flywheel.sandbox.openai.OpenAiError;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code …/files}: takes any content; what is wrong with it shows on its job. */
final class TogetherFiles {
  /**
   * @param createdAt epoch seconds
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record StoredFile(String id, String filename, String purpose, byte[] content, long createdAt) {
    ObjectNode toJson() {
      return Json.object()
          .put("id", id)
          .put("object", "file")
          .put("created_at", createdAt)
          .put("filename", filename)
          .put("bytes", content.length)
          .put("purpose", purpose)
          .put("FileType", "jsonl")
          .put("Processed", true)
          .put("processing_status", "COMPLETED");
    }
  }

  private static final Set<String> PARTS = Set.of("file", "file_name", "file_type", "purpose");

  private final Clock clock;
  private final List<StoredFile> files = new ArrayList<>();

  TogetherFiles(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<StoredFile> find(String id) {
    return files.stream().filter(file -> file.id().equals(id)).findFirst();
  }

  synchronized Reply upload(Request request) {
    MultipartForm form =
        MultipartForm.parse(request.header("content-type").orElse(""), request.body());
    for (Part part : form.parts()) {
      if (!PARTS.contains(part.name())) {
        throw OpenAiError.badRequest(
            "Unknown field: '" + part.name() + "'", part.name(), "unknown_parameter");
      }
    }
    String purpose = required(form, "purpose").text();
    String name = required(form, "file_name").text();
    byte[] content = required(form, "file").content();
    if (!List.of("fine-tune", "eval", "batch-api").contains(purpose)) {
      throw OpenAiError.badRequest("Invalid purpose: " + purpose, "purpose", "invalid_value");
    }
    if (!name.endsWith(".jsonl")
        || !form.part("file_type").map(Part::text).orElse("jsonl").equals("jsonl")) {
      throw OpenAiError.badRequest(
          "This stand-in takes JSONL alone, got '" + name + "'", "file_name", "invalid_value");
    }
    StoredFile file =
        new StoredFile(
            "file-" + UUID.randomUUID(), name, purpose, content, clock.instant().getEpochSecond());
    files.add(file);
    return Reply.json(200, file.toJson());
  }

  private static Part required(MultipartForm form, String name) {
    return form.part(name)
        .orElseThrow(
            () ->
                OpenAiError.badRequest(
                    "Missing required field: '" + name + "'", name, "missing_required_parameter"));
  }

  /** All of them at once, the oldest first: this list has no pages. */
  synchronized Reply list(Request request) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    files.forEach(file -> data.add(file.toJson()));
    return Reply.json(200, list);
  }

  synchronized Reply show(Request request, String id) {
    return Reply.json(200, existing(id).toJson());
  }

  synchronized Reply delete(Request request, String id) {
    files.remove(existing(id));
    return Reply.json(200, Json.object().put("id", id).put("deleted", true));
  }

  private StoredFile existing(String id) {
    return find(id)
        .orElseThrow(() -> new OpenAiError(404, "File " + id + " not found", "id", "not_found"));
  }
}
