package ai.organized.flywheel.sandbox;

import ai.organized.flywheel.sandbox.chroma.ChromaServer;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.mcp.McpEndpoint;
import ai.organized.flywheel.sandbox.memory.ClaudeMemPort;
import ai.organized.flywheel.sandbox.meta.MetaGraph;
import ai.organized.flywheel.sandbox.ollama.OllamaApi;
import ai.organized.flywheel.sandbox.openai.OpenAiApi;
import ai.organized.flywheel.sandbox.slack.SlackWebhook;
import ai.organized.flywheel.sandbox.together.TogetherApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who answers a request: one room a service, found by the path. */
final class Rooms {
  final SlackWebhook slack;
  final ClaudeMemPort claudeMem = new ClaudeMemPort();
  final MetaGraph metaGraph;
  final Map<String, McpEndpoint> mcpServers = new ConcurrentHashMap<>();
  final ChromaServer chroma = new ChromaServer();
  final OpenAiApi openAi;
  final OllamaApi ollama;
  final TogetherApi together;

  Rooms(SandboxOptions options, String metaToken) {
    this.slack = new SlackWebhook(options.clock());
    this.metaGraph = new MetaGraph(metaToken);
    this.openAi =
        new OpenAiApi(
            options.apiKey(), options.clock(), options.trainingTime(), options.embedder());
    this.ollama = new OllamaApi(options.embedder(), options.clock());
    this.together =
        new TogetherApi(
            options.apiKey(), options.clock(), options.trainingTime(), options.embedder());
  }

  Reply answer(Request request) {
    if (request.path().startsWith("/services/")) {
      return slack.answer(request);
    }
    if (request.path().startsWith("/v1/") || request.path().startsWith("/openai/v1/")) {
      return openAi.answer(request);
    }
    if (request.path().startsWith(OllamaApi.PATH + "/")) {
      return ollama.answer(request);
    }
    if (request.path().startsWith(TogetherApi.PATH + "/")) {
      return together.answer(request);
    }
    if (request.path().startsWith(MetaGraph.PATH + "/")) {
      return metaGraph.answer(request);
    }
    if (request.path().startsWith(ClaudeMemPort.PATH + "/")) {
      return claudeMem.answer(request);
    }
    if (request.path().startsWith(ChromaServer.PATH + "/")) {
      return chroma.answer(request);
    }
    McpEndpoint mcpServer = mcpServers.get(request.path());
    if (mcpServer != null) {
      return mcpServer.answer(request);
    }
    return OpenAiApi.unknownUrl(request);
  }
}
