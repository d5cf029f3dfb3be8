package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolResultTest {
  private static final JsonNode NO_SCHEMA = MissingNode.getInstance();

  @Test
  void structuredContentGoesBeforeText() {
    assertThat(read(NO_SCHEMA, "{\"structuredContent\":{\"a\":1},\"content\":[%s]}", "{\"b\":2}"))
        .isEqualTo(json("{\"a\":1}"));
  }

  @Test
  void wrapperThatTheSchemaAdmitsIsTakenOff() {
    JsonNode fastMcp = json("{\"x-fastmcp-wrap-result\":true}");
    JsonNode pythonSdk = json("{\"properties\":{\"result\":{\"type\":\"string\"}}}");
    JsonNode another = json("{\"properties\":{\"result\":{},\"next\":{}}}");
    String wrapped = "{\"structuredContent\":{\"result\":[{\"campaign.id\":1}]}}";

    assertThat(read(fastMcp, wrapped)).isEqualTo(Rpc.parse("[{\"campaign.id\":1}]").get());
    assertThat(read(pythonSdk, wrapped)).isEqualTo(Rpc.parse("[{\"campaign.id\":1}]").get());
    assertThat(read(another, wrapped)).isEqualTo(json("{\"result\":[{\"campaign.id\":1}]}"));
    assertThat(read(NO_SCHEMA, wrapped)).isEqualTo(json("{\"result\":[{\"campaign.id\":1}]}"));
  }

  @Test
  void jsonInAWrappedTextIsReadAsPipeboardSendsIt() {
    JsonNode schema = json("{\"properties\":{\"result\":{\"type\":\"string\"}}}");
    ObjectNode result = json("{\"structuredContent\":{}}");
    result.withObject("/structuredContent").put("result", "{\"data\":[],\"paging\":{}}");

    assertThat(read(schema, result.toString())).isEqualTo(json("{\"data\":[],\"paging\":{}}"));
  }

  @Test
  void loneDataIsUnwrappedInStructuredContentAndKeptInText() {
    assertThat(read(NO_SCHEMA, "{\"structuredContent\":{\"data\":[{\"id\":1}]}}"))
        .isEqualTo(Rpc.parse("[{\"id\":1}]").get());
    assertThat(read(NO_SCHEMA, "{\"structuredContent\":{\"data\":[],\"paging\":{}}}"))
        .isEqualTo(json("{\"data\":[],\"paging\":{}}"));
    assertThat(read(NO_SCHEMA, "{\"content\":[%s]}", "{\"data\":[{\"id\":1}]}"))
        .isEqualTo(json("{\"data\":[{\"id\":1}]}"));
  }

  @Test
  void severalTextsAreRowsWhenEachIsJsonAndOneTextOtherwise() {
    assertThat(read(NO_SCHEMA, "{\"content\":[%s,%s]}", "{\"id\":1}", "{\"id\":2}"))
        .isEqualTo(Rpc.parse("[{\"id\":1},{\"id\":2}]").get());
    assertThat(read(NO_SCHEMA, "{\"content\":[%s,%s]}", "[{\"name\":\"a", "b\"}]"))
        .isEqualTo(Rpc.parse("[{\"name\":\"ab\"}]").get());
    assertThat(read(NO_SCHEMA, "{\"content\":[%s,%s]}", "one", "two").textValue())
        .isEqualTo("one\ntwo");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"Query result:\n", "Accounts:\n", "Accounts: ", ""})
  void prefixOfTrueClicksIsTakenOff(String prefix) {
    assertThat(read(NO_SCHEMA, "{\"content\":[%s]}", prefix + "[{\"id\":1}]"))
        .isEqualTo(Rpc.parse("[{\"id\":1}]").get());
  }

  @Test
  void otherTextStaysAsItCame() {
    assertThat(read(NO_SCHEMA, "{\"content\":[%s]}", "Query result: none, sorry").textValue())
        .isEqualTo("Query result: none, sorry");
  }

  @Test
  void nothingIsNullAndPicturesAreNothing() {
    assertThat(read(NO_SCHEMA, "{\"content\":[]}").isNull()).isTrue();
    assertThat(read(NO_SCHEMA, "{\"content\":[{\"type\":\"image\",\"data\":\"x\"}]}").isNull())
        .isTrue();
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "{\"error\":\"Authentication Required\"}",
        "{\"error\":true,\"message\":\"no\"}",
        "{\"error\":{\"message\":\"HTTP Error: 403\",\"details\":{\"error\":{\"code\":200}}}}",
        "{\"error\":{\"message\":\"HTTP Error: 400\",\"details\":\"text\"}}",
        "Failed to execute GAQL query"
      })
  void errorInAnOrdinaryResultIsRefused(String text) {
    assertThatThrownBy(() -> read(NO_SCHEMA, "{\"content\":[%s]}", text))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"no\",\"details\":{\"error\":{\"code\":4}}}}",
        "{\"error\":{\"message\":\"no\",\"full_response\":{\"code\":613}}}",
        "{\"error\":{\"message\":\"HTTP Error: 429\"}}",
        "{\"error\":{\"message\":\"HTTP Error: 500\"}}",
        "{\"error\":\"User request limit reached\"}",
        "{\"error\":\"Rate-limit exceeded\"}",
        "Failed to execute: RESOURCE_EXHAUSTED"
      })
  void limitInAnOrdinaryResultIsUnavailable(String text) {
    assertThatThrownBy(() -> read(NO_SCHEMA, "{\"content\":[%s]}", text))
        .isInstanceOf(UnavailableException.class);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "{\"error\":null,\"id\":1}",
        "{\"error\":\"\",\"id\":1}",
        "{\"error\":{},\"id\":1}",
        "{\"error\":false}",
        "{\"data\":[],\"error\":\"one row had none\"}",
        "[{\"error\":\"of this row\"}]",
        "He said: Failed to"
      })
  void resultThatOnlyMentionsAnErrorIsNone(String text) {
    assertThatCode(() -> read(NO_SCHEMA, "{\"content\":[%s]}", text)).doesNotThrowAnyException();
  }

  @Test
  void toolThatFailsWithoutAWordIsRefused() {
    assertThatThrownBy(() -> read(NO_SCHEMA, "{\"isError\":true,\"content\":[]}"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("meta at http://127.0.0.1:1 refused tools/call get_pixels");
  }

  @Test
  void messageOfAnErrorIsEverythingThatIsCalledMessage() {
    String text =
        "{\"error\":{\"message\":\"HTTP Error: 403\","
            + "\"details\":{\"error\":{\"message\":\"(#200) No permission\",\"code\":200}}}}";

    assertThatThrownBy(() -> read(NO_SCHEMA, "{\"content\":[%s]}", text))
        .hasMessage(
            "meta at http://127.0.0.1:1 refused tools/call get_pixels:"
                + " HTTP Error: 403: (#200) No permission");
  }

  /**
   * @param texts become blocks in place of each %s
   */
  private static JsonNode read(JsonNode schema, String result, String... texts) {
    Object[] blocks = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      blocks[i] = Rpc.object().put("type", "text").put("text", texts[i]);
    }
    McpTool tool = new McpTool("get_pixels", true, false, NO_SCHEMA, schema);
    McpServer server =
        new McpServer("meta", "META_MCP_URL", URI.create("http://127.0.0.1:1/mcp"), Map.of());
    return ToolResult.read(server, tool, json(result.formatted(blocks)));
  }
}
