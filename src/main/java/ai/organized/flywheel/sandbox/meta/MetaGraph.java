package ai.organized.flywheel.sandbox.meta;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Graph API of Meta, v25.0, as far as it tells of ad accounts and pixels; read only. The token
 * comes as a Bearer or as {@code access_token}, and next pages name it, as they really do.
 */
public final class MetaGraph {
  public static final String PATH = "/v25.0";

  private static final Set<String> ACCOUNT =
      Set.of("id", "name", "account_id", "account_status", "currency", "timezone_name");
  private static final Set<String> CAMPAIGN =
      Set.of("id", "name", "objective", "status", "daily_budget", "buying_type", "bid_strategy");
  private static final Set<String> PIXEL =
      Set.of(
          "id", "name", "creation_time", "last_fired_time", "is_unavailable", "match_rate_approx");
  private static final Set<String> AUDIENCE =
      Set.of(
          "id",
          "name",
          "subtype",
          "approximate_count_lower_bound",
          "approximate_count_upper_bound",
          "retention_days");

  private final String token;
  private final List<MetaDescription> accounts = new CopyOnWriteArrayList<>();

  public MetaGraph(String token) {
    this.token = token;
  }

  /**
   * Adds an ad account and its pixel.
   *
   * @param json as {@link MetaDescription} has it
   */
  public void add(String json, Clock clock) {
    accounts.add(new MetaDescription(json, clock));
  }

  public Reply answer(Request request) {
    try {
      requireToken(request);
      if (!request.method().equals("GET")) {
        throw GraphError.noObject("", request.method().toLowerCase(Locale.ROOT));
      }
      return Reply.json(200, read(request));
    } catch (GraphError refusal) {
      return refusal.reply();
    }
  }

  private void requireToken(Request request) {
    Optional<String> sent =
        request
            .header("authorization")
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()))
            .or(() -> request.parameter("access_token"));
    if (!sent.orElseThrow(GraphError::noToken).equals(token)) {
      throw GraphError.wrongToken();
    }
  }

  private ObjectNode read(Request request) {
    String[] path = request.path().substring(PATH.length() + 1).split("/", 2);
    String edge = path.length == 2 ? path[1] : "";
    if (path[0].equals("dataset_quality") && edge.isEmpty()) {
      ObjectNode reply = Json.object();
      String dataset = request.parameter("dataset_id").orElse("");
      reply.set("web", find(dataset, false).quality());
      return reply;
    }
    return path[0].startsWith("act_")
        ? account(request, find(path[0], true), edge)
        : pixel(request, find(path[0], false), path[0], edge);
  }

  private MetaDescription find(String id, boolean account) {
    return accounts.stream()
        .filter(each -> account ? each.isOfAccount(id) : each.isOfPixel(id))
        .findFirst()
        .orElseThrow(() -> GraphError.noObject(id, "get"));
  }

  private ObjectNode account(Request request, MetaDescription meta, String edge) {
    return switch (edge) {
      case "" -> fields(request, meta.account(), ACCOUNT);
      case "campaigns" -> page(request, meta.campaigns(), CAMPAIGN);
      case "adspixels" -> page(request, meta.pixels(), PIXEL);
      case "customaudiences" -> page(request, meta.audiences(), AUDIENCE);
      default -> throw GraphError.unknownPath("/" + edge);
    };
  }

  private ObjectNode pixel(Request request, MetaDescription meta, String id, String edge) {
    return switch (edge) {
      case "" ->
          fields(
              request,
              meta.pixels().stream()
                  .filter(pixel -> pixel.path("id").asText().equals(id))
                  .findFirst()
                  .orElseThrow(),
              PIXEL);
      case "stats" -> page(request, PixelBuckets.of(meta, request));
      case "event_last_fired_time" -> page(request, meta.lastFired());
      default -> throw GraphError.unknownPath("/" + edge);
    };
  }

  private ObjectNode page(Request request, List<ObjectNode> rows, Set<String> known) {
    return page(request, rows.stream().map(row -> fields(request, row, known)).toList());
  }

  private ObjectNode page(Request request, List<ObjectNode> rows) {
    String limit = request.parameter("limit").orElse("25");
    if (!limit.matches("[1-9][0-9]{0,5}")) {
      throw GraphError.invalid("Param limit must be an integer greater than 0");
    }
    String next =
        "https://graph.facebook.com"
            + request.path()
            + "?access_token="
            + token
            + "&limit="
            + limit;
    return GraphPage.of(rows, Integer.parseInt(limit), request.parameter("after").orElse(""), next);
  }

  /** The fields that were asked for, and always the id. */
  private static ObjectNode fields(Request request, ObjectNode row, Set<String> known) {
    ObjectNode told = Json.object();
    told.set("id", row.path("id"));
    for (String field : request.parameter("fields").orElse("id").split(",", -1)) {
      if (!known.contains(field)) {
        throw GraphError.invalid("Tried accessing nonexisting field (" + field + ")");
      }
      if (row.has(field)) {
        told.set(field, row.get(field));
      }
    }
    return told;
  }
}
