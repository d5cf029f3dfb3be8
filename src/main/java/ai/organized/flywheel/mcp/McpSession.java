package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A conversation with one server on behalf of one client, until its deadline; for one thread. */
public final class McpSession implements AutoCloseable {
  private final McpServer server;
  private final EitherEra era;
  private List<McpTool> tools;

  McpSession(McpServer server, EitherEra era) {
    this.server = server;
    this.era = era;
  }

  /**
   * All pages of tools/list; asked once a session.
   *
   * @throws RefusedException when this is no such server, or it does not let us in
   * @throws ai.organized.flywheel.failure.UnavailableException when it does not answer
   */
  public List<McpTool> tools() {
    if (tools == null) {
      tools = new ToolList(server, this::ask).read();
    }
    return tools;
  }

  /**
   * The result of a tool as JSON: structuredContent, else its text blocks parsed (several that are
   * JSON each: an array of them), else its text as a JSON string; null when it sent nothing.
   *
   * <p>What only wraps a result is taken off: {@code {"result": …}} when the output schema has
   * nothing else, {@code {"data": …}} when it stands alone in structuredContent. JSON inside a
   * wrapped text is parsed; {@code {"data": …}} in a text stays as it is.
   *
   * <p>Any tool the server lists is called, except one that it says changes things: servers that
   * say nothing about their tools are common, and the caller knows what it names.
   *
   * @throws RefusedException when the tool says no, in whatever way; is not there; or changes
   *     things
   * @throws ai.organized.flywheel.failure.UnavailableException when the server does not answer, or
   *     the tool has reached a limit that passes
   */
  public JsonNode call(String tool, JsonNode arguments) {
    McpTool called = named(tool);
    if (called.changes()) {
      throw new RefusedException(
          "tool_changes",
          server + " says that its tool " + tool + " changes things, so it was not called");
    }
    return call(called, arguments);
  }

  /**
   * As {@link #call}, for a tool that reads or changes things, as its arguments say; some servers
   * have one tool with an {@code action} for both. The caller answers for arguments that read.
   */
  public JsonNode callToRead(String tool, JsonNode arguments) {
    return call(named(tool), arguments);
  }

  private JsonNode call(McpTool tool, JsonNode arguments) {
    ObjectNode params = Rpc.object().put("name", tool.name());
    params.set("arguments", arguments);
    Ask ask =
        new Ask("tools/call", params, MirroredArguments.of(tool.inputSchema()).headers(arguments));
    return ToolResult.read(server, tool, ask(ask));
  }

  private McpTool named(String tool) {
    return tools().stream()
        .filter(each -> each.name().equals(tool))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "tool_unknown",
                    server
                        + " has no tool "
                        + tool
                        + "; it has "
                        + Quote.of(
                            server, tools().stream().map(McpTool::name).toList().toString())));
  }

  private JsonNode ask(Ask ask) {
    Answer answer = era.ask(ask);
    if (!answer.isResult()) {
      throw ExplainFailure.of(server, ask, answer);
    }
    String type = answer.result().path("resultType").asText("complete");
    if (type.equals("input_required")) {
      throw new RefusedException(
          "tool_refused", server + " wants a person to answer before it goes on with " + ask);
    }
    if (!type.equals("complete")) {
      throw new RefusedException(
          "not_mcp",
          server + " answered " + ask + " with the unknown kind " + Quote.of(server, type));
    }
    return answer.result();
  }

  /** Ends the server's session, when it keeps one. */
  @Override
  public void close() {
    era.close();
  }
}
