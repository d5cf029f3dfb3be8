package ai.organized.flywheel.account.googleads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How one kind of server wants to be asked; what they answer is read alike. */
sealed interface Dialect {
  /** The tool under the name by which this server offers it. */
  String tool();

  ObjectNode arguments(Gaql query, AdsCustomer customer);

  /**
   * googleads/google-ads-mcp, Google's own: the query in parts. The manager account is set on the
   * server ({@code GOOGLE_ADS_LOGIN_CUSTOMER_ID}).
   */
  record Search(String tool) implements Dialect {
    @Override
    public ObjectNode arguments(Gaql query, AdsCustomer customer) {
      ObjectNode arguments =
          JsonNodeFactory.instance
              .objectNode()
              .put("customer_id", customer.id())
              .put("resource", query.resource());
      add(arguments, "fields", query.fields());
      add(arguments, "conditions", query.conditions());
      add(arguments, "orderings", query.orderings());
      query.limit().ifPresent(rows -> arguments.put("limit", rows));
      return arguments;
    }

    private static void add(ObjectNode arguments, String key, List<String> texts) {
      if (!texts.isEmpty()) {
        ArrayNode list = arguments.putArray(key);
        texts.forEach(list::add);
      }
    }
  }

  /**
   * The query as a text: {@code execute_gaql} of google-marketing-solutions/google_ads_mcp and
   * {@code execute_google_ads_gaql_query} of Pipeboard.
   */
  record QueryText(String tool) implements Dialect {
    @Override
    public ObjectNode arguments(Gaql query, AdsCustomer customer) {
      ObjectNode arguments =
          JsonNodeFactory.instance
              .objectNode()
              .put("customer_id", customer.id())
              .put("query", query.text());
      customer.login().ifPresent(login -> arguments.put("login_customer_id", login));
      return arguments;
    }
  }

  /**
   * TrueClicks (gaql.app): ids are numbers, and all four arguments are required; the last one means
   * something to Microsoft Advertising only.
   */
  record TrueClicks(String tool) implements Dialect {
    @Override
    public ObjectNode arguments(Gaql query, AdsCustomer customer) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("query", query.text())
          .put("customerId", Long.parseLong(customer.id()))
          .put("loginCustomerId", Long.parseLong(customer.login().orElse(customer.id())))
          .put("reportAggregation", "");
    }
  }
}
