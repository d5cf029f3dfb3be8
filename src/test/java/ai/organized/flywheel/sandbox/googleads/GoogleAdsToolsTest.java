package ai.organized.flywheel.sandbox.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoogleAdsToolsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-20T10:00:00Z"), ZoneOffset.UTC);
  private static final GoogleAdsTools TOOLS =
      GoogleAdsTools.read(
          CLOCK,
          Path.of("data/samples/hre/google-ads.json"),
          Path.of("data/samples/rtt/google-ads.json"));

  @Test
  void rowsAreFlatUnderTheOldNames() {
    assertThat(rows("SELECT customer.id, customer.currency_code FROM customer"))
        .isEqualTo(json("[{\"customer.id\": 1234567890, \"customer.currency_code\": \"USD\"}]"));
  }

  @Test
  void severalDescriptionsAreServedSideBySide() {
    ToolAnswer answer =
        call(Dialect.EXECUTE_GAQL, "2345678901", "SELECT customer.id FROM customer");

    assertThat(answer.structured().orElseThrow().at("/data/0/customer.id").asLong())
        .isEqualTo(2345678901L);
  }

  @Test
  void conditionsHoldTogether() {
    assertThat(
            rows(
                "SELECT campaign.name FROM campaign WHERE campaign.status = 'ENABLED' AND"
                    + " campaign.advertising_channel_type != 'SEARCH' ORDER BY campaign.id LIMIT 1"))
        .isEqualTo(json("[{\"campaign.name\": \"PMAX – All\"}]"));
  }

  @Test
  void segmentsInWhichNothingHappenedAreLeftOut() {
    String query =
        "SELECT segments.conversion_action_name, %s FROM customer WHERE segments.date DURING"
            + " LAST_30_DAYS";

    assertThat(rows(query.formatted("metrics.all_conversions"))).hasSize(4);
    assertThat(rows(query.formatted("metrics.conversions"))).hasSize(3);
  }

  @Test
  void campaignWithoutNumbersIsToldAllTheSame() {
    assertThat(rows("SELECT campaign.id, metrics.conversions FROM campaign")).hasSize(5);
  }

  @Test
  void changesAreThoseOfThePeriodWhateverTheDayIs() {
    assertThat(
            rows(
                "SELECT change_event.change_date_time FROM change_event WHERE"
                    + " change_event.change_date_time BETWEEN '2026-06-01' AND '2026-06-21'"
                    + " LIMIT 100"))
        .isEqualTo(
            json(
                "[{\"change_event.change_date_time\": \"2026-06-18 16:20:11.000311\"},"
                    + " {\"change_event.change_date_time\": \"2026-06-11 09:01:45.120000\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT campaign.id | UNEXPECTED_INPUT",
        "SELECT campaign.id FROM campaigns | BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
        "SELECT campaign.start_date FROM campaign | UNRECOGNIZED_FIELD",
        "SELECT campaign.id FROM campaign WHERE ad_group.id = 1 | UNRECOGNIZED_FIELD",
        "SELECT campaign.id FROM campaign ORDER BY campaign.nme | UNRECOGNIZED_FIELD",
        "SELECT campaign.id FROM campaign WHERE campaign.id = 1 OR campaign.id = 2 | BAD_FIELD_NAME",
        "SELECT campaign.id FROM campaign WHERE (campaign.id = 1) | BAD_FIELD_NAME",
        "SELECT campaign.id FROM campaign LIMIT many | BAD_LIMIT_VALUE",
        "SELECT metrics.conversions FROM conversion_action |"
            + " PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        "SELECT segments.conversion_action, metrics.cost_micros FROM campaign |"
            + " PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        "SELECT campaign.id FROM campaign WHERE segments.date DURING LAST_90_DAYS |"
            + " INVALID_VALUE_WITH_DURING_OPERATOR",
        "SELECT change_event.change_date_time FROM change_event LIMIT 10 |"
            + " CHANGE_DATE_RANGE_INFINITE",
        "SELECT change_event.change_date_time FROM change_event WHERE"
            + " change_event.change_date_time >= '2026-06-01' LIMIT 10 |"
            + " CHANGE_DATE_RANGE_INFINITE",
        "SELECT change_event.change_date_time FROM change_event WHERE"
            + " change_event.change_date_time >= '2026-06-01' AND"
            + " change_event.change_date_time <= '2026-06-20' | LIMIT_NOT_SPECIFIED",
        "SELECT change_event.change_date_time FROM change_event WHERE"
            + " change_event.change_date_time >= '2026-06-01' AND"
            + " change_event.change_date_time <= '2026-06-20' LIMIT 10001 | INVALID_LIMIT_CLAUSE",
        "SELECT change_event.change_date_time FROM change_event WHERE"
            + " change_event.change_date_time >= '2026-05-20' AND"
            + " change_event.change_date_time <= '2026-06-20' LIMIT 10 | START_DATE_TOO_OLD"
      })
  void whatTheRealApiRefusesIsRefused(String query, String code) {
    ToolAnswer answer = call(Dialect.EXECUTE_GAQL, "1234567890", query);

    assertThat(answer.error()).isTrue();
    assertThat(answer.texts().get(0)).contains(": " + code + "\n");
  }

  @Test
  void everyServerSaysNoInItsOwnWay() {
    String query = "SELECT campaign.nme FROM campaign";
    String googles = "Unrecognized field in the query: 'campaign.nme'.";

    assertThat(call(Dialect.OFFICIAL, "1234567890", query))
        .isEqualTo(
            ToolAnswer.error("Request ID: sandbox-request\nGoogle Ads API Error: " + googles));
    assertThat(call(Dialect.EXECUTE_GAQL, "1234567890", query))
        .isEqualTo(
            ToolAnswer.error(
                "error_code {\n  query_error: UNRECOGNIZED_FIELD\n}\nmessage: \""
                    + googles
                    + "\"\n"));
    ToolAnswer pipeboard = call(Dialect.PIPEBOARD, "1234567890", query);
    assertThat(pipeboard.error()).isFalse();
    assertThat(json(pipeboard.texts().get(0)).at("/error/message").asText()).isEqualTo(googles);
    ToolAnswer trueClicks = call(Dialect.TRUECLICKS, "1234567890", query);
    assertThat(trueClicks.error()).isFalse();
    assertThat(trueClicks.texts().get(0)).startsWith("Failed to execute query: ").contains(googles);
  }

  @ParameterizedTest
  @EnumSource
  void accountOfSomebodyElseIsForbidden(Dialect dialect) {
    assertThat(call(dialect, "9999999999", "SELECT customer.id FROM customer").texts().get(0))
        .contains("User doesn't have permission to access customer.");
  }

  @ParameterizedTest
  @EnumSource
  void argumentThatIsMissingOrNotKnownIsRefused(Dialect dialect) {
    ServedTool tool = gaqlTool(dialect);
    ObjectNode more = arguments(dialect, "1234567890", "SELECT customer.id FROM customer");
    more.put("verbose", true);

    assertThat(tool.work().apply(Json.object()).texts().get(0)).contains("missing");
    assertThat(tool.work().apply(more).texts().get(0)).contains("verbose: unexpected");
  }

  @Test
  void trueClicksTakesIdsAsNumbersOnly() {
    ObjectNode arguments = arguments(Dialect.TRUECLICKS, "1234567890", "SELECT customer.id FROM c");
    arguments.put("customerId", "1234567890");

    assertThat(gaqlTool(Dialect.TRUECLICKS).work().apply(arguments).error()).isTrue();
  }

  @Test
  void restRowsAreNestedInCamelCaseWithWholeNumbersAsTexts() {
    String query =
        "SELECT campaign.id, campaign.advertising_channel_type, metrics.cost_micros,"
            + " metrics.conversions FROM campaign LIMIT 1";

    assertThat(json(call(Dialect.PIPEBOARD, "1234567890", query).texts().get(0)).at("/results/0"))
        .isEqualTo(
            json(
                "{\"campaign\": {\"id\": \"200000001\", \"advertisingChannelType\":"
                    + " \"PERFORMANCE_MAX\"}, \"metrics\": {\"costMicros\": \"3210550000\","
                    + " \"conversions\": 41.0}}"));
  }

  @Test
  void metadataNamesWhatMayBeSelected() {
    ServedTool metadata = TOOLS.speaking(Dialect.OFFICIAL_NAMESPACED).get(2);

    assertThat(metadata.name()).isEqualTo("metadata_get_resource_metadata");
    assertThat(metadata.work().apply(Json.object().put("resource_name", "customer")).texts().get(0))
        .contains("customer.conversion_tracking_setting.effective_enablement_setting")
        .doesNotContain("enhanced_conversions_for_leads_enabled");
  }

  private static JsonNode rows(String query) {
    ToolAnswer answer = call(Dialect.OFFICIAL, "1234567890", query);
    assertThat(answer.error()).as(answer.texts().get(0)).isFalse();
    return answer.structured().orElseThrow().get("result");
  }

  private static ToolAnswer call(Dialect dialect, String customer, String query) {
    return gaqlTool(dialect).work().apply(arguments(dialect, customer, query));
  }

  private static ServedTool gaqlTool(Dialect dialect) {
    return TOOLS.speaking(dialect).get(1);
  }

  private static ObjectNode arguments(Dialect dialect, String customer, String query) {
    return switch (dialect) {
      case OFFICIAL, OFFICIAL_NAMESPACED -> parts(customer, query);
      case EXECUTE_GAQL, PIPEBOARD ->
          Json.object().put("customer_id", customer).put("query", query);
      case TRUECLICKS ->
          Json.object()
              .put("query", query)
              .put("customerId", Long.parseLong(customer))
              .put("loginCustomerId", Long.parseLong(customer))
              .put("reportAggregation", "");
    };
  }

  private static ObjectNode parts(String customer, String query) {
    AdsQuery parsed = AdsQuery.parse(query);
    ObjectNode arguments = Json.object().put("customer_id", customer);
    arguments.put("resource", parsed.resource());
    ArrayNode fields = arguments.putArray("fields");
    parsed.fields().forEach(fields::add);
    ArrayNode conditions = arguments.putArray("conditions");
    List<AdsQuery.Condition> all = parsed.conditions();
    all.forEach(
        each ->
            conditions.add(
                each.field()
                    + " "
                    + each.operator()
                    + (each.operator().equals("DURING")
                        ? " " + each.value()
                        : " '" + each.value() + "'")));
    parsed.limit().ifPresent(limit -> arguments.put("limit", Integer.parseInt(limit)));
    return arguments;
  }

  private static JsonNode json(String text) {
    return SandboxClient.json(text);
  }
}
