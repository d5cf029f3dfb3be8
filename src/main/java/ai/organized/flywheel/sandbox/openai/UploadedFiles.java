package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/files}: takes any content, as the service does; what is wrong shows on the job. */
final class UploadedFiles {
  /**
   * One stored file.
   *
   * @param createdAt epoch seconds
   * @param expiresAt epoch seconds, from when on the file is gone
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record UploadedFile(
      String id,
      String filename,
      String purpose,
      byte[] content,
      long createdAt,
      Optional<Long> expiresAt) {
    ObjectNode toJson(String status) {
      ObjectNode json =
          Json.object()
              .put("id", id)
              .put("object", "file")
              .put("bytes", content.length)
              .put("created_at", createdAt)
              .put("filename", filename)
              .put("purpose", purpose)
              .put("status", status);
      expiresAt.ifPresent(at -> json.put("expires_at", at));
      return json;
    }
  }

  private static final String EXPIRY_ANCHOR = "expires_after[anchor]";
  private static final String EXPIRY_SECONDS = "expires_after[seconds]";
  private static final Set<String> PARTS = Set.of("file", "purpose", EXPIRY_ANCHOR, EXPIRY_SECONDS);
  private static final int MOST = 10_000;

  private final Clock clock;

  /** Oldest first. */
  private final List<UploadedFile> files = new ArrayList<>();

  UploadedFiles(Clock clock) {
    this.clock = clock;
  }

  synchronized UploadedFile add(
      String filename, String purpose, byte[] content, Optional<Integer> secondsToLive) {
    long now = clock.instant().getEpochSecond();
    UploadedFile file =
        new UploadedFile(
            Ids.next("file-", 22),
            filename,
            purpose,
            content,
            now,
            secondsToLive.map(seconds -> now + seconds));
    files.add(file);
    return file;
  }

  synchronized Optional<UploadedFile> find(String id) {
    forgetExpired();
    return files.stream().filter(file -> file.id().equals(id)).findFirst();
  }

  private void forgetExpired() {
    long now = clock.instant().getEpochSecond();
    files.removeIf(file -> file.expiresAt().filter(at -> at <= now).isPresent());
  }

  Reply upload(Request request) {
    MultipartForm form =
        MultipartForm.parse(request.header("content-type").orElse(""), request.body());
    for (MultipartForm.Part part : form.parts()) {
      if (!PARTS.contains(part.name())) {
        throw OpenAiError.badRequest(
            "Unknown parameter: '" + part.name() + "'.", part.name(), "unknown_parameter");
      }
    }
    MultipartForm.Part content = form.part("file").orElseThrow(() -> missing("file"));
    String purpose = form.part("purpose").orElseThrow(() -> missing("purpose")).text();
    String filename = content.filename().orElse("");
    if (!purpose.equals("fine-tune")) {
      throw OpenAiError.badRequest(
          "'" + purpose + "' is not one of ['fine-tune'] - 'purpose'", "purpose", null);
    }
    if (!filename.endsWith(".jsonl")) {
      throw OpenAiError.badRequest(
          "Invalid file format for Fine-Tuning API. Must be .jsonl, got '" + filename + "'.",
          "file",
          null);
    }
    UploadedFile file = add(filename, purpose, content.content(), secondsToLive(form));
    return Reply.json(200, file.toJson("uploaded"));
  }

  /** Both expiry parts or none; 1 hour to 30 days. */
  private static Optional<Integer> secondsToLive(MultipartForm form) {
    Optional<String> anchor = form.part(EXPIRY_ANCHOR).map(MultipartForm.Part::text);
    Optional<String> seconds = form.part(EXPIRY_SECONDS).map(MultipartForm.Part::text);
    if (anchor.isEmpty() && seconds.isEmpty()) {
      return Optional.empty();
    }
    if (!anchor.orElse("").equals("created_at")) {
      throw OpenAiError.badRequest(
          "Invalid value for 'expires_after[anchor]': expected 'created_at'.",
          "expires_after[anchor]",
          "invalid_value");
    }
    return seconds
        .filter(text -> text.matches("[0-9]{4,7}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 3_600 && number <= 2_592_000)
        .or(
            () -> {
              throw OpenAiError.badRequest(
                  "Invalid value for 'expires_after[seconds]': expected 3600 to 2592000.",
                  "expires_after[seconds]",
                  "invalid_value");
            });
  }

  synchronized Reply list(Request request) {
    forgetExpired();
    List<UploadedFile> wanted = new ArrayList<>(files);
    request
        .parameter("purpose")
        .ifPresent(purpose -> wanted.removeIf(file -> !file.purpose().equals(purpose)));
    String order = request.parameter("order").orElse("desc");
    if (order.equals("desc")) {
      Collections.reverse(wanted);
    } else if (!order.equals("asc")) {
      throw OpenAiError.badRequest(
          "Invalid value: '" + order + "'. Supported values are: 'asc' and 'desc'.",
          "order",
          "invalid_value");
    }
    ObjectNode page =
        Page.of(wanted, UploadedFile::id, file -> file.toJson("processed"), request, MOST, MOST);
    ArrayNode data = page.withArray("data");
    page.set("first_id", data.path(0).get("id"));
    page.set("last_id", data.path(data.size() - 1).get("id"));
    return Reply.json(200, page);
  }

  Reply show(Request request, String id) {
    return Reply.json(200, existing(id).toJson("processed"));
  }

  Reply content(Request request, String id) {
    return Reply.bytes(200, "application/octet-stream", existing(id).content());
  }

  synchronized Reply delete(Request request, String id) {
    files.remove(existing(id));
    return Reply.json(200, Json.object().put("id", id).put("object", "file").put("deleted", true));
  }

  private UploadedFile existing(String id) {
    return find(id)
        .orElseThrow(() -> new OpenAiError(404, "No such File object: " + id, "id", null));
  }

  private static OpenAiError missing(String part) {
    return OpenAiError.badRequest(
        "Missing required parameter: '" + part + "'.", part, "missing_required_parameter");
  }
}
