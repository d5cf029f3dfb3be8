package ai.organized.flywheel.account.stape;

import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.stape.StapeContainers.Domain;
import ai.organized.flywheel.account.stape.StapeContainers.StapeContainer;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.mcp.McpSession;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings.Accounts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a client's server container through Stape's MCP server, which wants the API key as it is:
 * {@code STAPE_MCP_HEADERS="Authorization: KEY"}, in the EU with {@code |X-Stape-Region: EU}.
 */
public final class Stape {
  private static final String SOURCE = "stape";

  /** Of 20 domains or so: no container has more. */
  private static final int MOST_PAGES = 10;

  private final McpClient mcp;
  private final Accounts accounts;

  public Stape(McpClient mcp, Accounts accounts) {
    this.mcp = mcp;
    this.accounts = accounts;
  }

  /** Nothing is asked yet; without the container all is unknown, its domains are on their own. */
  public Reading<StapeContainers> open(ClientConfig client, Deadline deadline) {
    Optional<String> configured = client.accounts().stapeContainer();
    if (configured.isEmpty()) {
      return Reading.off(SOURCE);
    }
    Optional<McpServer> server = McpServer.of(SOURCE, "STAPE_MCP_URL", accounts.stape());
    if (server.isEmpty()) {
      return Reading.unknown(SOURCE, "set STAPE_MCP_URL to the address of Stape's MCP server");
    }
    String identifier = configured.get();
    Asking asking = () -> mcp.open(client.id(), server.get(), deadline);
    Reading<StapeContainers> reading = Reading.of(SOURCE, deadline);
    ReadContainer read = new ReadContainer(reading.redactions());
    Question<StapeContainer> container =
        reading.first(
            "the container", () -> read.container(identifier, container(asking, identifier)));
    Question<List<Domain>> domains =
        reading.add("its domains", () -> read.domains(domains(asking, identifier)));
    return reading.becomes(
        () ->
            new StapeContainers(
                List.of(container.answer().asOptional().orElseThrow().with(domains.answer()))));
  }

  /** A conversation for each question: nothing stays open when one of them fails. */
  private interface Asking {
    McpSession open();
  }

  private static JsonNode container(Asking asking, String identifier) {
    try (McpSession session = asking.open()) {
      return ask(session, StapeQuestion.CONTAINER, identifier, 1);
    }
  }

  private static JsonNode domains(Asking asking, String identifier) {
    List<JsonNode> domains = new ArrayList<>();
    try (McpSession session = asking.open()) {
      for (int page = 1; page <= MOST_PAGES; page++) {
        JsonNode reply = ask(session, StapeQuestion.DOMAINS, identifier, page);
        JsonNode items = reply.isArray() ? reply : reply.path("items");
        if (!items.isArray()) {
          throw new RefusedException("stape_reply", "Stape answered without a list of domains");
        }
        items.forEach(domains::add);
        if (items.isEmpty() || domains.size() >= reply.path("total").asInt()) {
          return JsonNodeFactory.instance.arrayNode().addAll(domains);
        }
      }
    }
    throw new RefusedException(
        "stape_too_many", "Stape tells of more than " + MOST_PAGES + " pages of domains");
  }

  private static JsonNode ask(
      McpSession session, StapeQuestion question, String identifier, int page) {
    ObjectNode arguments =
        JsonNodeFactory.instance
            .objectNode()
            .put("action", question.action())
            .put(question.container(), identifier);
    if (page > 1) {
      arguments.putObject("paginationConfig").put("page", page);
    }
    return session.call(question.tool(), arguments);
  }
}
