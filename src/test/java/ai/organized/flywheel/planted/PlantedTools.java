package ai.organized.flywheel.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Plants secrets in what Google Ads, Meta and Stape tell. */
final class PlantedTools {
  private final Planter planter;

  PlantedTools(Planter planter) {
    this.planter = planter;
  }

  /** In the answers that are read, and by whom a change was made, which is not asked. */
  void googleAds(ObjectNode description) {
    JsonNode account = description.path("customers").path("1234567890");
    behind(account.path("customer").path(0), "customer.descriptive_name", "Google Ads");
    String upload = "offline_conversion_upload_conversion_action_summary";
    behind(account.path(upload).path(0), upload + ".conversion_action_name", "Google Ads upload");
    ObjectNode alert =
        (ObjectNode) account.path(upload).path(0).path(upload + ".alerts").path(0).path("error");
    alert.put("conversion_upload_error", planter.value("Google Ads upload alert"));
    for (JsonNode action : account.path("conversion_action")) {
      boolean removed = action.path("conversion_action.status").asText().equals("REMOVED");
      planter.nowRead(removed ? 0 : 1);
      behind(action, "conversion_action.name", "Google Ads");
      JsonNode snippet = action.path("conversion_action.tag_snippets").path(0);
      if (snippet instanceof ObjectNode) {
        behind(snippet, "event_snippet", "Google Ads tag snippet");
      }
    }
    for (JsonNode campaign : account.path("campaign")) {
      boolean removed = campaign.path("campaign.status").asText().equals("REMOVED");
      planter.nowRead(removed ? 0 : 2); // with its settings and with its numbers
      behind(campaign, "campaign.name", "Google Ads");
    }
    planter.nowRead(1);
    for (JsonNode group : account.path("asset_group")) {
      planter.instead((ObjectNode) group, "asset_group.name", "Google Ads");
    }
    for (JsonNode change : account.path("change_event")) {
      ObjectNode row = (ObjectNode) change;
      planter.nowRead(0);
      row.put("change_event.user_email", planter.text("Google Ads change by"));
      boolean old = row.path("change_event.change_date_time").asText().contains("-45");
      planter.nowRead(old ? 0 : 1);
      row.put(
          "change_event.changed_fields",
          row.path("change_event.changed_fields").asText()
              + ","
              + planter.value("Google Ads changed field"));
    }
    planter.nowRead(2);
    more((ArrayNode) account.path("campaign"), "campaign.id", 210_000_000L, "campaign.name");
    planter.nowRead(1);
    more(
        (ArrayNode) account.path("conversion_action"),
        "conversion_action.id",
        310_000_000L,
        "conversion_action.name");
  }

  /** Copies of the first row under ids and names of their own. */
  private void more(ArrayNode rows, String id, long first, String name) {
    ObjectNode pattern = rows.get(0).deepCopy();
    pattern.remove("conversion_action.tag_snippets");
    for (int i = 0; i < 10; i++) {
      ObjectNode row = pattern.deepCopy().put(id, first + i);
      planter.instead(row, name, "Google Ads " + i);
      rows.add(row);
    }
  }

  void meta(ObjectNode description) {
    behind(description.path("ad_account"), "name", "Meta account");
    for (String list : new String[] {"campaigns", "pixels", "audiences"}) {
      for (JsonNode row : description.path(list)) {
        behind(row, "name", "Meta " + list);
      }
      ArrayNode rows = (ArrayNode) description.path(list);
      ObjectNode pattern = rows.get(0).deepCopy();
      for (int i = 0; i < 6; i++) {
        ObjectNode row = pattern.deepCopy().put("id", "7700000000" + i);
        planter.instead(row, "name", "Meta " + list + " " + i);
        rows.add(row);
      }
    }
    for (JsonNode row : description.path("campaigns")) {
      behind(row, "objective", "Meta campaign");
    }
    ArrayNode events = (ArrayNode) description.path("events");
    ArrayNode quality = (ArrayNode) description.path("quality");
    for (int i = 0; i < 6; i++) {
      events
          .addObject()
          .put("event", planter.value("Meta event " + i))
          .put("browser", 100)
          .put("server", 90)
          .put("last_fired_hours_ago", 1);
      quality
          .addObject()
          .put("event_name", planter.value("Meta quality " + i))
          .put("composite_score", 5.5);
    }
  }

  /** In what is read of a container, and in its keys and credentials, which are not. */
  void stape(ObjectNode description) {
    ObjectNode container = (ObjectNode) description.path("containers").path(0);
    behind(container, "name", "Stape");
    behind(container.path("zone"), "label", "Stape zone");
    behind(container.path("status"), "label", "Stape status");
    planter.instead(container, "stapeDomain", "Stape");
    planter.nowRead(0);
    for (String key :
        new String[] {"code", "apiKey", "serviceAccountCredentials", "previewHeader"}) {
      planter.instead(container, key, "Stape");
    }
    for (int i = 0; i < 6; i++) {
      ObjectNode warning = ((ArrayNode) container.path("warnings")).addObject();
      warning.put("detail", planter.text("Stape warning detail"));
      planter.nowRead(1);
      if (i % 2 == 0) {
        warning.put("type", planter.value("Stape warning type"));
      } else {
        warning.put("preview", planter.text("Stape warning"));
      }
      ObjectNode domain = ((ArrayNode) container.path("domains")).addObject();
      domain.put("id", 510_010 + i).put("name", planter.value("Stape domain"));
      domain.putObject("status").put("label", planter.value("Stape domain status"));
      planter.nowRead(0);
      domain.put("sslKey", planter.value("Stape ssl key"));
    }
    planter.nowRead(1);
  }

  private void behind(JsonNode object, String field, String place) {
    planter.behind((ObjectNode) object, field, place);
  }
}
