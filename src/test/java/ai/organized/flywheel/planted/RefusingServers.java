package ai.organized.flywheel.planted;

import ai.organized.flywheel.demo.SampleAccounts;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import ai.organized.flywheel.sandbox.gtm.GtmTools;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.meta.MetaTools;
import ai.organized.flywheel.sandbox.stape.StapeTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The planted samples behind servers that tell them, and that refuse every question about one other
 * client, with secrets in what they say: an echo of what was asked, a dump of a request.
 */
final class RefusingServers {
  /** In every id of the client that is refused. */
  static final String REFUSED = "66666";

  private final PlantedSamples samples;
  private final Sandbox sandbox;

  private RefusingServers(PlantedSamples samples, Sandbox sandbox) {
    this.samples = samples;
    this.sandbox = sandbox;
  }

  /**
   * @param folder where claude-mem's file is made
   * @return what the environment has to say
   */
  static Map<String, String> serve(PlantedSamples samples, Path folder, Sandbox sandbox) {
    try {
      Clock clock = Clock.systemUTC();
      Map<String, String> environment =
          SampleAccounts.serve(samples.folder(), folder, sandbox, clock);
      new RefusingServers(samples, sandbox).replace(clock);
      return environment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(Clock clock) throws IOException {
    Path hre = samples.folder().resolve("hre");
    serve(
        "gtm",
        GtmTools.read(hre.resolve("gtm-container.json"), hre.resolve("gtm-workspace.json")).tools(),
        (tool, arguments) ->
            ToolAnswer.error("Error on " + arguments + ": " + "x".repeat(90) + " " + said(tool)));
    serve(
        "google-ads",
        GoogleAdsTools.read(clock, hre.resolve("google-ads.json")).speaking(Dialect.OFFICIAL),
        (tool, arguments) -> inTwoBlocks(said(tool)));
    serve(
        "meta",
        MetaTools.hosted(Files.readString(hre.resolve("meta.json")), clock),
        (tool, arguments) -> ToolAnswer.text("{\"error\": \"Refused: " + escaped(tool) + "\"}"));
    serve(
        "stape",
        StapeTools.of(Files.readString(hre.resolve("stape.json"))),
        (tool, arguments) -> ToolAnswer.error("Failed to get: " + said(tool)));
  }

  private String said(String tool) {
    return samples.planter().text("error of " + tool);
  }

  private String escaped(String tool) {
    return said(tool).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static ToolAnswer inTwoBlocks(String text) {
    int middle = text.length() / 2;
    List<String> blocks = List.of("Bad: " + text.substring(0, middle), text.substring(middle));
    return new ToolAnswer(Optional.empty(), blocks, true);
  }

  private void serve(
      String name, List<ServedTool> tools, BiFunction<String, String, ToolAnswer> refusal) {
    sandbox.serveMcp(
        name,
        McpManners.of(Era.MODERN, Replies.JSON),
        tools.stream().map(tool -> refusing(tool, refusal)).toList());
  }

  private static ServedTool refusing(
      ServedTool tool, BiFunction<String, String, ToolAnswer> refusal) {
    return new ServedTool(
        tool.name(),
        tool.readOnly(),
        tool.inputSchema(),
        tool.outputSchema(),
        arguments ->
            arguments.toString().contains(REFUSED)
                ? refusal.apply(tool.name(), arguments.toString())
                : tool.work().apply(arguments));
  }
}
