package ai.organized.flywheel.bench;

import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.wiring.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./flywheel experiments count} as a whole process, and {@code ./flywheel run} until its
 * health check answers, beside a bare start of the same JVM.
 */
public final class StartBench {
  private static final int ROUNDS = 5;

  /** Medians in seconds; {@code bareJvm} is {@code java -version}. */
  public record Result(double countSeconds, double runReadySeconds, double bareJvmSeconds) {}

  private StartBench() {}

  public static Result run(Path home) throws IOException, InterruptedException {
    String launcher = home.resolve("flywheel").toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<Double> count = new ArrayList<>();
    List<Double> ready = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench")) {
      toEnd(folder, launcher, "experiments", "count"); // makes store and class archive
      for (int round = 0; round < ROUNDS; round++) {
        bare.add(toEnd(folder, java, "-version"));
        count.add(toEnd(folder, launcher, "experiments", "count"));
        ready.add(toReady(folder, launcher));
      }
    }
    return new Result(Median.of(count), Median.of(ready), Median.of(bare));
  }

  private static ProcessBuilder process(TemporaryFolder folder, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLYWHEEL_DATA_DIR", folder.path().toString());
    builder.redirectErrorStream(true).redirectOutput(new File(folder.path().toFile(), "out.log"));
    return builder;
  }

  private static double toEnd(TemporaryFolder folder, String... command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int exit = process(folder, command).start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double toReady(TemporaryFolder folder, String launcher)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    ProcessBuilder builder = process(folder, launcher, "run");
    builder
        .environment()
        .putAll(
            Map.of(
                "FLYWHEEL_PORT", String.valueOf(FreePort.any()),
                "FLYWHEEL_MANAGEMENT_PORT", String.valueOf(port)));
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      while (!isHealthy(port)) {
        if (!process.isAlive()) {
          throw new IllegalStateException("run ended with " + process.exitValue());
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean isHealthy(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }
}
