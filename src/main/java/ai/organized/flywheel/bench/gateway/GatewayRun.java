package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.wiring.FreePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code flywheel run} on a data folder of its own, whose only model is at the stub. */
final class GatewayRun implements AutoCloseable {
  private static final int ATTEMPTS = 400;

  private final Child child;
  private final Path data;
  private final int port;
  private final String key;

  private GatewayRun(Child child, Path data, int port, String key) {
    this.child = child;
    this.data = data;
    this.port = port;
    this.key = key;
  }

  /**
   * @param command that starts {@code run}, such as the launcher
   * @param more settings by their names in the environment, over the usual ones
   */
  static GatewayRun start(List<String> command, Path folder, int upstream, Map<String, String> more)
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    String key = PlantedModel.in(data);
    int port = FreePort.any();
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_DATA_DIR", data.toString());
    environment.put("FLYWHEEL_PORT", String.valueOf(port));
    environment.put("FLYWHEEL_MANAGEMENT_PORT", String.valueOf(FreePort.any()));
    environment.put("OPENAI_BASE_URL", "http://127.0.0.1:" + upstream + "/v1");
    environment.put("OPENAI_API_KEY", "stub"); // the stub takes any
    environment.put("SLACK_WEBHOOK_URL", "");
    environment.putAll(more);
    Child child = Child.start(command, environment, folder.resolve("run.log"));
    child.awaitPort(port);
    GatewayRun gateway = new GatewayRun(child, data, port, key);
    gateway.awaitFirstAnswer();
    return gateway;
  }

  /** The port is open some time before the routes are there. */
  private void awaitFirstAnswer() throws InterruptedException {
    Target target = target();
    ByteBuffer request = target.request(ChatBody.small());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (answers(target, request)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    close();
    throw new IllegalStateException("the gateway does not answer: " + child.said());
  }

  private static boolean answers(Target target, ByteBuffer request) {
    try {
      return ClosedLoop.statusOfOne(target, request) == 200;
    } catch (IOException e) {
      return false; // the start looks whether the port is free, and lets go of it again
    }
  }

  /** Where its load goes, with the client's key. */
  Target target() {
    return new Target("gateway", port, key, child);
  }

  Child child() {
    return child;
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    child.close();
  }
}
