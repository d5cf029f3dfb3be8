package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.EventQuality;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import ai.organized.flywheel.account.source.Address;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Ad accounts and pixels by the Graph API. */
final class GraphAdAccounts implements AdAccounts {
  private static final String PIXEL_FIELDS = "id,name,last_fired_time,match_rate_approx";

  private final GraphApi graph;
  private final GraphObjects objects;

  GraphAdAccounts(GraphApi graph, GraphObjects objects) {
    this.graph = graph;
    this.objects = objects;
  }

  @Override
  public AdAccount account(String adAccount) {
    return objects.account(
        graph.get(
            "the ad account", path(adAccount), Map.of("fields", "name,currency,account_status")));
  }

  @Override
  public List<Campaign> campaigns(String adAccount) {
    return objects.campaigns(
        list("campaigns", path(adAccount) + "/campaigns", "id,name,objective,status"));
  }

  @Override
  public List<Pixel> pixels(String adAccount) {
    return objects.pixels(list("pixels", path(adAccount) + "/adspixels", PIXEL_FIELDS));
  }

  @Override
  public List<Audience> audiences(String adAccount) {
    return objects.audiences(
        list(
            "custom audiences",
            path(adAccount) + "/customaudiences",
            "id,name,subtype,approximate_count_lower_bound,approximate_count_upper_bound"));
  }

  /** The pixel alone, for a client without an ad account. */
  List<Pixel> pixel(String pixel) {
    return objects.pixels(
        List.of(graph.get("the pixel", path(pixel), Map.of("fields", PIXEL_FIELDS))));
  }

  /** A row an event that a server sends; browsers' events have no match quality. */
  List<EventQuality> quality(String pixel) {
    JsonNode reply =
        graph.get(
            "data quality",
            "/dataset_quality",
            Map.of(
                "dataset_id",
                pixel,
                "fields",
                "web{event_name,event_match_quality{composite_score}}"));
    JsonNode web = reply.has("web") ? reply.get("web") : reply.path("data").path(0).path("web");
    return objects.quality(GraphRows.of("data quality", web));
  }

  private List<JsonNode> list(String what, String path, String fields) {
    return graph.all(what, path, Map.of("fields", fields, "limit", "100"));
  }

  private static String path(String id) {
    return "/" + Address.encoded(id);
  }
}
