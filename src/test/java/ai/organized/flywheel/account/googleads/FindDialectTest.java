package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpTool;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindDialectTest {
  @ParameterizedTest
  @ValueSource(strings = {"search", "search_search", "ads_search"})
  void officialSearchIsFoundBehindAnyPrefix(String name) {
    McpTool search = tool(name, "customer_id", "fields", "resource", "conditions");

    assertThat(FindDialect.among(List.of(tool("metadata_get"), search)))
        .isEqualTo(new Dialect.Search(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execute_gaql",
        "execute_google_ads_gaql_query",
        "google_ads__execute_google_ads_gaql_query"
      })
  void queryAsATextIsFoundBehindAnyPrefix(String name) {
    assertThat(FindDialect.among(List.of(tool(name, "customer_id", "query"))))
        .isEqualTo(new Dialect.QueryText(name));
  }

  @Test
  void trueClicksIsFound() {
    McpTool tool = tool("execute-gaql-query", "query", "customerId", "loginCustomerId");

    assertThat(FindDialect.among(List.of(tool("get-accounts"), tool)))
        .isEqualTo(new Dialect.TrueClicks("execute-gaql-query"));
  }

  @Test
  void exactNameWinsOverAPrefixedOne() {
    McpTool exact = tool("search", "customer_id", "fields", "resource");
    McpTool prefixed = tool("old_search", "customer_id", "fields", "resource");

    assertThat(FindDialect.among(List.of(prefixed, exact))).isEqualTo(new Dialect.Search("search"));
  }

  @Test
  void searchOfSomethingElseIsPassedOver() {
    McpTool other = tool("search", "query");
    McpTool gaql = tool("execute_gaql", "customer_id", "query");

    assertThat(FindDialect.among(List.of(other, gaql)))
        .isEqualTo(new Dialect.QueryText("execute_gaql"));
  }

  @Test
  void twoThatCannotBeToldApartAreRefusedByName() {
    McpTool one = tool("a_search", "customer_id", "fields", "resource");
    McpTool other = tool("b_search", "customer_id", "fields", "resource");

    assertThatThrownBy(() -> FindDialect.among(List.of(one, other)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a_search, b_search");
  }

  @Test
  void serverWithoutToolsOffersNone() {
    assertThatThrownBy(() -> FindDialect.among(List.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it offers none");
  }

  private static McpTool tool(String name, String... arguments) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String argument : arguments) {
      properties.putObject(argument);
    }
    return new McpTool(name, true, false, schema, MissingNode.getInstance());
  }
}
