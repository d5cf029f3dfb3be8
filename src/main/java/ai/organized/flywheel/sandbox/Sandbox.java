package ai.organized.flywheel.sandbox;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.chroma.ChromaServer;
import ai.organized.flywheel.sandbox.http.Door;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reception;
import ai.organized.flywheel.sandbox.mcp.McpEndpoint;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.memory.ClaudeMemPort;
import ai.organized.flywheel.sandbox.meta.MetaGraph;
import ai.organized.flywheel.sandbox.ollama.OllamaApi;
import ai.organized.flywheel.sandbox.openai.Circumstances;
import ai.organized.flywheel.sandbox.openai.OpenAiApi;
import ai.organized.flywheel.sandbox.slack.SlackWebhook;
import ai.organized.flywheel.sandbox.together.TogetherApi;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running stand-in for OpenAI, Together, Ollama, Slack and servers of the Model Context Protocol
 * on 127.0.0.1; everything in it ends with it.
 */
public final class Sandbox extends ObservedServer implements AutoCloseable {
  /** Requests worked on at a time; a held request takes one of them. */
  private static final int THREADS = 16;

  /** The only token that Meta's Graph API lets in. */
  public static final String META_TOKEN = "sandbox-meta-token";

  static {
    // Read once, when the JDK's server is first used: without it every answer waits 40 ms, because
    // headers and body leave in two writes.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Rooms rooms;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Door door;
  private final Clock clock;

  private Sandbox(SandboxOptions options, HttpServer server, Door door) {
    this.server = server;
    this.door = door;
    this.clock = options.clock();
    this.rooms = new Rooms(options, META_TOKEN);
    this.threads = Executors.newFixedThreadPool(THREADS, Sandbox::daemon);
    server.setExecutor(threads);
    server.createContext(
        "/", new Reception(door, log, faults, holds, OpenAiApi::refusal, rooms::answer));
    server.start();
  }

  /** Opens the sandbox; a port that is taken is refused. */
  public static Sandbox start(SandboxOptions options) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      return new Sandbox(options, server, Door.open(options.port(), server));
    } catch (IOException e) {
      throw new UnavailableException("Could not open the sandbox on 127.0.0.1", null, e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    return thread;
  }

  /** What to set as the base URL of an OpenAI client, without a slash at its end. */
  public URI openAiBase() {
    return at("/v1");
  }

  /** The same room with Azure's manners: the key goes into the header {@code api-key}. */
  public URI azureBase() {
    return at("/openai/v1");
  }

  /** What OpenAI, and Azure, play. */
  public Circumstances openAi() {
    return rooms.openAi.circumstances();
  }

  /** What to set as TOGETHER_BASE_URL. */
  public URI togetherBase() {
    return at(TogetherApi.PATH);
  }

  /** What Together plays. */
  public Circumstances together() {
    return rooms.together.circumstances();
  }

  /**
   * What to set as OLLAMA_HOST; the models {@code all-minilm} and {@code llama3.1:8b} are there.
   */
  public URI ollama() {
    return at(OllamaApi.PATH);
  }

  /**
   * Adds a model to Ollama, in place of the one of this name.
   *
   * @param json {@code name}; {@code parts} of its vectors, 384 when it does not say; {@code
   *     "architecture":"llama"} when it converses instead; {@code remote_host} when Ollama passes
   *     its requests on
   */
  public void addOllamaModel(String json) {
    rooms.ollama.add(Json.described(json));
  }

  /** What Ollama plays. */
  public OllamaApi ollamaRoom() {
    return rooms.ollama;
  }

  public URI slackWebhook() {
    return at(SlackWebhook.PATH);
  }

  /** Opens another webhook, that of a channel. */
  public URI slackWebhook(String channel) {
    return at(rooms.slack.open(channel));
  }

  /** What Slack plays. */
  public SlackWebhook slack() {
    return rooms.slack;
  }

  /**
   * Opens a server of the Model Context Protocol at {@code /mcp/} and this name, in place of the
   * one that was there.
   */
  public URI serveMcp(String name, McpManners manners, List<ServedTool> tools) {
    rooms.mcpServers.put("/mcp/" + name, new McpEndpoint(manners, tools));
    return at("/mcp/" + name);
  }

  /** Base address of Meta's Graph API with its version, without a slash at its end. */
  public URI metaGraph() {
    return at(MetaGraph.PATH);
  }

  /**
   * Adds an ad account and its pixel to what Meta's Graph API tells.
   *
   * @param json see {@code data/samples/hre/meta.json}
   */
  public void addMetaAccount(String json) {
    rooms.metaGraph.add(json, clock);
  }

  /** Where claude-mem's worker is, without a slash at its end. */
  public URI claudeMem() {
    return at(ClaudeMemPort.PATH);
  }

  /**
   * Adds a project to what claude-mem's worker remembers.
   *
   * @param json an object with {@code project}, {@code observations} and {@code summaries}
   */
  public void addMemory(String json) {
    rooms.claudeMem.add(Json.described(json));
  }

  /** Where the Chroma server is, without a slash at its end. */
  public URI chroma() {
    return at(ChromaServer.PATH);
  }

  /** Forgets the sessions of all MCP servers, as a restart of them would. */
  public void expireMcpSessions() {
    rooms.mcpServers.values().forEach(McpEndpoint::expireSessions);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  /** The {@code text} of every message that the webhook has taken. */
  public List<String> slackTexts() {
    return rooms.slack.texts();
  }

  /** Whether job creation is refused with 403 {@code training_not_available}. */
  public void refuseTraining(boolean refuse) {
    openAi().refuseTraining(refuse);
  }

  /**
   * Whether models of jobs created from now on pair the questions of their file with wrong answers.
   *
   * <p>A good file can then give a bad model, as in the real world. Without this switch a test of
   * the promotion gate would have to falsify its data or its scores; with it both stay true.
   */
  public void shuffleAnswers(boolean shuffle) {
    openAi().shuffleAnswers(shuffle);
  }

  @Override
  public void close() {
    holds.close();
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
