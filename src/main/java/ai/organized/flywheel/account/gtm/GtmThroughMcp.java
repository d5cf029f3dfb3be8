package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.client.AccountIds;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.remote.Deadline;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is asked of Tag Manager about a client's container, through Stape's MCP server. */
public final class GtmThroughMcp {
  private static final String SOURCE = "gtm";

  private final McpClient mcp;
  private final Optional<McpServer> server;

  /**
   * @param server empty when none is configured
   */
  public GtmThroughMcp(McpClient mcp, Optional<McpServer> server) {
    this.mcp = mcp;
    this.server = server;
  }

  /** Nothing is sent yet. */
  public Reading<GtmRead> open(ClientConfig client, Deadline deadline) {
    AccountIds ids = client.accounts();
    if (ids.gtmContainer().isEmpty()) {
      return Reading.off(SOURCE);
    }
    if (server.isEmpty()) {
      return Reading.unknown(SOURCE, "GTM_MCP_URL is not set");
    }
    if (ids.gtmAccount().isEmpty()) {
      return Reading.unknown(
          SOURCE, "config.json of " + client.id() + " has no gtm.account_id; add it and try again");
    }
    GtmSession session =
        new GtmSession(
            () -> mcp.open(client.id(), server.get(), deadline),
            ids.gtmAccount().get(),
            ids.gtmContainer().get());
    return questions(session, ids.gtmWorkspace(), Reading.of(SOURCE, deadline));
  }

  private static Reading<GtmRead> questions(
      GtmSession session, Optional<String> workspace, Reading<GtmRead> reading) {
    LiveVersion live = new LiveVersion(session);
    Workspace draft = new Workspace(session, workspace, reading.redactions());
    Question<ObjectNode> version = reading.first("published version", live::read);
    Question<DraftChanges> changes =
        reading.add("workspace", () -> draft.changes(version.answer().asOptional().orElseThrow()));
    return reading
        .afterwards(session::close)
        .becomes(
            () -> {
              GtmExport published = GtmExport.of(version.answer().asOptional().orElseThrow());
              reading.redactions().add(published.redacted());
              return new GtmRead(published, changes.answer());
            });
  }
}
