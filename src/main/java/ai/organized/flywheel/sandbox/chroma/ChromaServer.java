package ai.organized.flywheel.sandbox.chroma;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The routes of API v2; those of v1 are gone, as they are from the real server. */
public final class ChromaServer {
  public static final String PATH = "/chroma";

  private static final String DATABASE =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  /** Bytes, unless the real server's config file says another. */
  private static final int LARGEST_BODY = 40 << 20;

  private static final int MAX_BATCH_SIZE = 5461;

  private final StoredCollections collections = new StoredCollections();

  public Reply answer(Request request) {
    if (request.body().length > LARGEST_BODY) {
      return Reply.text(413, "Payload too large");
    }
    String path = request.path().substring(PATH.length());
    try {
      if (path.startsWith("/api/v1/")) {
        throw ChromaError.oldApi();
      }
      if (path.equals(DATABASE) || path.startsWith(DATABASE + "/")) {
        return collections(request, path.substring(DATABASE.length()));
      }
      return switch (request.method() + " " + path) {
        case "GET /api/v2/heartbeat" ->
            Reply.json(200, Json.object().put("nanosecond heartbeat", System.nanoTime()));
        case "GET /api/v2/pre-flight-checks" -> Reply.json(200, limits());
        case "GET /api/v2/version" -> Reply.bytes(200, "application/json", Json.bytes(version()));
        default -> Reply.empty(404);
      };
    } catch (ChromaError refused) {
      return refused.reply();
    }
  }

  private static ObjectNode limits() {
    return Json.object()
        .put("max_batch_size", MAX_BATCH_SIZE)
        .put("supports_base64_encoding", true);
  }

  private static JsonNode version() {
    return Json.object().textNode("1.0.0");
  }

  private Reply collections(Request request, String below) {
    String[] parts = below.split("/", -1);
    return switch (parts.length) {
      case 1 -> all(request);
      case 2 -> one(request, parts[1]);
      case 3 -> rows(request, collections.byId(parts[1]), parts[2]);
      default -> Reply.empty(404);
    };
  }

  private Reply all(Request request) {
    return switch (request.method()) {
      case "POST" -> Reply.json(200, collections.create(RecordBody.of(request)));
      case "GET" -> Reply.json(200, collections.list());
      default -> Reply.empty(405);
    };
  }

  /** By its name, where rows are found by the id of their collection. */
  private Reply one(Request request, String name) {
    return switch (request.method()) {
      case "GET" -> Reply.json(200, collections.described(name));
      case "DELETE" -> {
        collections.delete(name);
        yield Reply.json(200, Json.object());
      }
      default -> Reply.empty(405);
    };
  }

  private static Reply rows(Request request, StoredCollection rows, String call) {
    if (!request.method().equals(call.equals("count") ? "GET" : "POST")) {
      return Reply.empty(405);
    }
    return switch (call) {
      case "count" -> Reply.json(200, IntNode.valueOf(rows.count()));
      case "add" -> {
        rows.add(NewRows.of(RecordBody.of(request)));
        yield Reply.json(201, Json.object());
      }
      case "upsert" -> {
        rows.upsert(NewRows.of(RecordBody.of(request)));
        yield Reply.json(200, Json.object());
      }
      case "get" -> Reply.json(200, get(RecordBody.of(request), rows));
      case "query" -> Reply.json(200, query(RecordBody.of(request), rows));
      case "delete" -> Reply.json(200, delete(RecordBody.of(request), rows));
      default -> Reply.empty(404);
    };
  }

  private static ObjectNode get(RecordBody body, StoredCollection rows) {
    refuseWhere(body);
    List<String> include =
        body.has("include") ? body.texts("include") : List.of("documents", "metadatas");
    return rows.get(
        body.texts("ids"),
        body.count("limit", Integer.MAX_VALUE),
        body.count("offset", 0),
        include);
  }

  private static ObjectNode query(RecordBody body, StoredCollection rows) {
    refuseWhere(body);
    if (!body.texts("include").equals(List.of("distances"))) {
      throw ChromaError.invalid("the sandbox tells ids and distances only");
    }
    return rows.query(body.vectors("query_embeddings"), body.count("n_results", 10));
  }

  private static ObjectNode delete(RecordBody body, StoredCollection rows) {
    refuseWhere(body);
    if (body.has("ids") && body.list("ids").isEmpty()) {
      throw ChromaError.invalid(
          "Validation error: ids, where: Either ids or where must be specified");
    }
    rows.delete(body.texts("ids"));
    return Json.object();
  }

  private static void refuseWhere(RecordBody body) {
    if (body.has("where") || body.has("where_document")) {
      throw ChromaError.invalid("the sandbox knows no where");
    }
  }
}
