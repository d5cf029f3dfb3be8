package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** {@code /api/blobs/:digest}: files on their way to become a model. */
final class Blobs {
  static final String PATH = "/api/blobs/";

  /** With a colon or a hyphen; a colon is what comes out. */
  private static final Pattern DIGEST = Pattern.compile("sha256[:-][0-9a-fA-F]{64}");

  private final Map<String, byte[]> byDigest = new ConcurrentHashMap<>();

  Reply answer(Request request, String digest) {
    if (request.method().equals("HEAD")) {
      return Reply.empty(head(digest));
    }
    if (!request.method().equals("POST")) {
      return Reply.text(404, "404 page not found");
    }
    requireDigest(digest);
    if (find(digest).isPresent()) {
      return Reply.empty(200);
    }
    String got = digest(request.body());
    if (!got.equals(normal(digest))) {
      throw OllamaError.badRequest(
          "digest mismatch, expected \"" + normal(digest) + "\", got \"" + got + "\"");
    }
    byDigest.put(got, request.body());
    return Reply.empty(201);
  }

  private int head(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      return 400;
    }
    return find(digest).isPresent() ? 200 : 404;
  }

  Optional<byte[]> find(String digest) {
    requireDigest(digest);
    return Optional.ofNullable(byDigest.get(normal(digest)));
  }

  private static void requireDigest(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw OllamaError.badRequest("invalid digest format");
    }
  }

  private static String normal(String digest) {
    return digest.replace('-', ':');
  }

  static String digest(byte[] bytes) {
    return "sha256:" + Sha256.hex(bytes);
  }
}
