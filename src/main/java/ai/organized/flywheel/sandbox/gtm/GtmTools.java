package ai.organized.flywheel.sandbox.gtm;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The three tools of Stape's server for Tag Manager that read whole containers ({@code
 * gtm_container}, {@code gtm_workspace}, {@code gtm_version}), over container exports: a version is
 * the published one, a workspace (version 0) its draft. Each tool has one {@code action} for
 * everything it can do; those that change something are refused here.
 */
public final class GtmTools {
  private static final GtmArguments CONTAINER =
      new GtmArguments("gtm_container", List.of("list", "get"));
  private static final GtmArguments WORKSPACE =
      new GtmArguments("gtm_workspace", List.of("list", "get", "getStatus"));
  private static final GtmArguments VERSION = new GtmArguments("gtm_version", List.of("live"));

  private final GtmContainers containers;

  /**
   * @param exports as Tag Manager's own export writes them
   */
  public GtmTools(List<ObjectNode> exports) {
    this.containers = new GtmContainers(exports);
  }

  public static GtmTools read(Path... exports) {
    List<ObjectNode> read = new ArrayList<>();
    for (Path file : exports) {
      try {
        byte[] json = Files.readAllBytes(file);
        read.add(
            Json.readObject(json)
                .orElseThrow(() -> new IllegalArgumentException(file + " is no JSON object")));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return new GtmTools(read);
  }

  public List<ServedTool> tools() {
    return List.of(
        CONTAINER.tool(this::container),
        WORKSPACE.tool(this::workspace),
        VERSION.tool(this::version));
  }

  private ToolAnswer container(ObjectNode arguments) {
    if (arguments.path("action").asText().equals("get")) {
      return containers
          .published(arguments)
          .map(version -> GtmArguments.answer(version.path("container")))
          .orElseGet(() -> notFound(arguments, "container"));
    }
    return page(containers.all(arguments.path("accountId").asText()), arguments);
  }

  private ToolAnswer workspace(ObjectNode arguments) {
    String id = arguments.path("workspaceId").asText();
    if (containers.published(arguments).isEmpty()) {
      return notFound(arguments, "workspace");
    }
    ArrayNode workspaces = containers.workspaces(arguments);
    if (arguments.path("action").asText().equals("list")) {
      return page(workspaces, arguments);
    }
    for (JsonNode workspace : workspaces) {
      if (workspace.path("workspaceId").asText().equals(id)) {
        boolean status = arguments.path("action").asText().equals("getStatus");
        return GtmArguments.answer(status ? containers.status(arguments) : workspace);
      }
    }
    return notFound(arguments, "workspace");
  }

  private ToolAnswer version(ObjectNode arguments) {
    Optional<ObjectNode> version = containers.published(arguments);
    if (version.isEmpty()) {
      return notFound(arguments, "container version");
    }
    ObjectNode head = version.get().deepCopy().without(GtmContainers.KINDS);
    ObjectNode answer = Json.object();
    answer.set("version", head);
    String kind = arguments.path("resourceType").asText("");
    if (!kind.isEmpty()) {
      GtmPage page = GtmPage.of(version.get().path(kind), arguments);
      answer.set(kind, page.items());
      answer.set(kind + "Pagination", page.pagination());
    }
    if (kind.isEmpty() || arguments.path("includeSummary").asBoolean(true)) {
      answer.set("summary", summary(version.get()));
    }
    return GtmArguments.answer(answer);
  }

  private static ObjectNode summary(ObjectNode version) {
    ObjectNode summary = Json.object();
    GtmContainers.KINDS.forEach(kind -> summary.put(kind + "Count", version.path(kind).size()));
    return summary;
  }

  private static ToolAnswer page(ArrayNode all, ObjectNode arguments) {
    GtmPage page = GtmPage.of(all, arguments);
    ObjectNode answer = Json.object();
    answer.set("data", page.items());
    answer.set("pagination", page.pagination());
    return GtmArguments.answer(answer);
  }

  /** Google does not tell what is not there from what one may not see. */
  private static ToolAnswer notFound(ObjectNode arguments, String what) {
    return ToolAnswer.error(
        "Error performing "
            + arguments.path("action").asText()
            + " on "
            + what
            + ": Google API Error 404 - Not found or permission denied.");
  }
}
