package ai.organized.flywheel.account.stape;

import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers.Domain;
import ai.organized.flywheel.account.stape.StapeContainers.StapeContainer;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Picks what is kept out of Stape's JSON, field by field: in the same objects stand {@code apiKey},
 * {@code serviceAccountCredentials}, {@code previewHeader}, {@code code} and {@code sslKey}, which
 * are secrets.
 */
final class ReadContainer {
  /** Which field says that a power-up is on, in the order that power-ups are told. */
  private static final Map<String, String> POWER_UPS = new LinkedHashMap<>();

  static {
    POWER_UPS.put("anonymizerEnabled", "anonymizer");
    POWER_UPS.put("botHeaders", "bot_detection");
    POWER_UPS.put("botIndexEnabled", "bot_index");
    POWER_UPS.put("cookieKeeperEnabled", "cookie_keeper");
    POWER_UPS.put("customLoaderEnabled", "custom_loader");
    POWER_UPS.put("geoHeaders", "geo_headers");
    POWER_UPS.put("previewHeaderEnabled", "preview_header_config");
    POWER_UPS.put("fileProxyEnabled", "proxy_files");
    POWER_UPS.put("delayEnabled", "request_delay");
    POWER_UPS.put("scheduleEnabled", "schedule");
    POWER_UPS.put("serviceAccountEnabled", "service_account");
    POWER_UPS.put("userAgentHeaders", "user_agent_headers");
    POWER_UPS.put("stapeUserIdHeaderEnabled", "user_id");
    POWER_UPS.put("xmlToJsonEnabled", "xml_to_json");
  }

  private final Redactions redactions;

  ReadContainer(Redactions redactions) {
    this.redactions = redactions;
  }

  /**
   * @throws RefusedException when it is not the container that was asked for
   */
  StapeContainer container(String identifier, JsonNode reply) {
    if (!reply.path("identifier").asText().equals(identifier)) {
      throw new RefusedException(
          "stape_reply", "Stape answered with another container than the client's; it is not read");
    }
    return new StapeContainer(
        identifier,
        text(reply, "name").orElse(""),
        option(reply.path("status")).orElse(""),
        option(reply.path("zone")),
        text(reply, "stapeDomain"),
        new Source.Unknown<>("not asked"),
        text(reply, "sGtmContainerId"),
        powerUps(reply),
        warnings(reply));
  }

  List<Domain> domains(JsonNode items) {
    List<Domain> domains = new ArrayList<>();
    for (JsonNode item : items) {
      text(item, "name")
          .ifPresent(name -> domains.add(new Domain(name, option(item.path("status")).orElse(""))));
    }
    return domains;
  }

  private static List<String> powerUps(JsonNode container) {
    return POWER_UPS.entrySet().stream()
        .filter(powerUp -> container.path(powerUp.getKey()).asBoolean())
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<String> warnings(JsonNode container) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : container.path("warnings")) {
      text(warning, "preview").or(() -> text(warning, "type")).ifPresent(warnings::add);
    }
    return warnings;
  }

  /** Stape's {@code {"type": …, "label": …}}; older replies had the word alone. */
  private Optional<String> option(JsonNode option) {
    return option.isTextual()
        ? Optional.of(Excerpt.of(option.textValue(), Excerpt.TITLE, redactions))
        : text(option, "label").or(() -> text(option, "type"));
  }

  private Optional<String> text(JsonNode object, String field) {
    return Excerpt.of(object, field, Excerpt.TITLE, redactions);
  }
}
