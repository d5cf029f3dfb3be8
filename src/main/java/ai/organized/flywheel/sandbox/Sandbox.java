package ai.organized.flywheel.sandbox;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running stand-in for OpenAI and Slack on 127.0.0.1; everything in it ends with it. */
public final class Sandbox implements AutoCloseable {
  /** Requests worked on at a time; a held request takes one of them. */
  private static final int THREADS = 16;

  static {
    // Read once, when the JDK's server is first used: without it every answer waits 40 ms, because
    // headers and body leave in two writes.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final Holds holds = new Holds();
  private final SlackWebhook slack = new SlackWebhook();
  private final FineTuningJobs jobs;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Door door;

  private Sandbox(SandboxOptions options, HttpServer server, Door door) {
    this.server = server;
    this.door = door;
    UploadedFiles files = new UploadedFiles(options.clock());
    this.jobs = new FineTuningJobs(options, files);
    ChatCompletions chat = new ChatCompletions(options.clock(), jobs);
    OpenAiApi openAi = new OpenAiApi(options.apiKey(), files, jobs, chat);
    this.threads = Executors.newFixedThreadPool(THREADS, Sandbox::daemon);
    server.setExecutor(threads);
    server.createContext(
        "/", new Reception(door, log, faults, holds, request -> answer(request, openAi)));
    server.start();
  }

  /** Opens the sandbox; a port that is taken is refused. */
  public static Sandbox start(SandboxOptions options) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      return new Sandbox(options, server, door(options.port(), server));
    } catch (IOException e) {
      throw new UnavailableException("Could not open the sandbox on 127.0.0.1", null, e);
    }
  }

  private static Door door(int port, HttpServer server) throws IOException {
    try {
      return Door.open(port, server.getAddress());
    } catch (BindException e) {
      server.stop(0);
      throw new RefusedException(
          "port_taken",
          "Could not open the sandbox on 127.0.0.1:"
              + port
              + ": the port is taken; name another one, or 0 for any that is free");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    return thread;
  }

  private Reply answer(Request request, OpenAiApi openAi) {
    if (request.path().startsWith("/services/")) {
      return slack.answer(request);
    }
    if (request.path().startsWith("/v1/")) {
      return openAi.answer(request);
    }
    throw OpenAiApi.unknownUrl(request);
  }

  /** What to set as the base URL of an OpenAI client, without a slash at its end. */
  public URI openAiBase() {
    return at("/v1");
  }

  public URI slackWebhook() {
    return at(SlackWebhook.PATH);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  /** Everything received so far, in order; the n-th is at index n - 1. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  /** Bytes of all request bodies. */
  public long bytesReceived() {
    return log.bytesReceived();
  }

  /** The {@code text} of every message that the webhook has taken. */
  public List<String> slackTexts() {
    return slack.texts();
  }

  /**
   * Has the number-th request since the start wait at this point, unanswered, until {@link
   * #releaseHeld} or the end of the sandbox. On release the request goes on, unless its caller has
   * hung up meanwhile: then its work, if not yet done, is never done.
   */
  public void holdRequest(int number, Hold when) {
    holds.plan(number, when);
  }

  /** Blocks until a request is being held, and returns it. */
  public RecordedRequest awaitHeld(Duration patience) {
    return holds.await(patience);
  }

  /** Lets every request go on that is being held now. */
  public void releaseHeld() {
    holds.release();
  }

  /** Answers the number-th request since the start like this instead of working on it. */
  public void failRequest(int number, int status, String body, Map<String, String> headers) {
    faults.at(number, Reply.ordered(status, body, headers));
  }

  /**
   * Answers one request to come like this instead of working on it: the next with this method and
   * with a path (which starts with {@code /v1/} or {@code /services/}) that starts so. Several
   * orders are served one after the other. A busy service is status 429 with the header
   * Retry-After.
   */
  public void failNext(
      String method, String pathPrefix, int status, String body, Map<String, String> headers) {
    faults.next(method, pathPrefix, Reply.ordered(status, body, headers));
  }

  /** Whether job creation is refused with 403 {@code training_not_available}. */
  public void refuseTraining(boolean refuse) {
    jobs.refuse(refuse);
  }

  /**
   * Whether models of jobs created from now on pair the questions of their file with wrong answers.
   *
   * <p>A good file can then give a bad model, as in the real world. Without this switch a test of
   * the promotion gate would have to falsify its data or its scores; with it both stay true.
   */
  public void shuffleAnswers(boolean shuffle) {
    jobs.shuffle(shuffle);
  }

  @Override
  public void close() {
    holds.close();
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
