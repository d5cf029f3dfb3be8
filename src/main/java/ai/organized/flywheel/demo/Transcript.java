package ai.organized.flywheel.demo;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Shows the walk of the three sample clients as it happens, read from the store. */
public final class Transcript {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RULE = "─".repeat(72);
  private static final String QUESTION = "PMAX campaign shows conversions but $0 revenue value";

  private final Demo demo;
  private final PrintWriter out;

  Transcript(Demo demo, PrintWriter out) {
    this.demo = demo;
    this.out = out;
  }

  /** Whether everything came as the README promises: two promoted, one awaiting, answered. */
  public boolean run() {
    head();
    try (Progress progress = new Progress(demo.settings())) {
      AccountLines accounts = new AccountLines(progress, out);
      ClientId hre = new ClientId("hre");
      boolean promoted = new ClientLines(progress, hre, out).follow(PATIENCE);
      boolean found = accounts.show(hre);
      boolean stayed = staysInside(progress, new ClientId("teleios"));
      found &= accounts.show(new ClientId("teleios"));
      boolean waits = waits(progress, new ClientId("rtt"));
      found &= accounts.show(new ClientId("rtt"));
      out.println(RULE);
      boolean answered = promoted && answered();
      out.println(RULE);
      return promoted && stayed && waits && answered && found;
    } finally {
      out.flush();
    }
  }

  /** Waits until the cycle has answered for a client. */
  public boolean awaitAnswer(String client) {
    try (Progress progress = new Progress(demo.settings())) {
      return await(() -> progress.answer(new ClientId(client)).isPresent());
    }
  }

  private void head() {
    out.println(RULE);
    out.println("  Flywheel demo — the loop on data/samples, in a folder of its own");
    out.println(RULE);
    line("Sandbox (stands in for OpenAI, …)", "✓ " + demo.sandbox().openAiBase());
    line("Loop", "✓ http://127.0.0.1:" + demo.settings().server().port());
    line("Store", "✓ " + demo.settings().places().store());
    out.println(RULE);
    out.flush();
  }

  private boolean staysInside(Progress progress, ClientId client) {
    out.println(RULE);
    out.println("  " + client + " — may not leave the user's own network");
    boolean promoted = new ClientLines(progress, client, out).follow(PATIENCE);
    long bytes = bytesOf(client);
    line("Bytes that left", bytes + " (counted by the sandbox that stands outside)");
    return promoted && bytes == 0;
  }

  /** Whole requests that name the client, in address or body. */
  private long bytesOf(ClientId client) {
    return demo.sandbox().requests().stream()
        .filter(r -> r.path().contains(client.value()) || text(r).contains(client.value()))
        .mapToLong(r -> r.body().length)
        .sum();
  }

  private static String text(RecordedRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private boolean waits(Progress progress, ClientId client) {
    boolean answered = await(() -> progress.answer(client).isPresent());
    out.println(RULE);
    out.println("  " + client + " — too few yet");
    line("Experiments", "✓ " + progress.experiments(client) + " records");
    line("Training", "◐ " + progress.answer(client).orElse("no answer"));
    return answered && progress.version(client).isEmpty();
  }

  private boolean answered() {
    AskGateway.Reply reply = AskGateway.ask(demo.settings().server().port(), "hre", QUESTION);
    out.println("  Asked through the gateway, x-client-id: hre");
    out.println("  › " + QUESTION);
    out.println("  ‹ " + reply.text());
    line("Answered by", reply.modelVersion() + " (HTTP " + reply.status() + ")");
    return reply.status() == 200 && !reply.text().isBlank();
  }

  private void line(String name, String value) {
    out.printf("  %-32s %s%n", name, value);
    out.flush();
  }

  static boolean await(BooleanSupplier condition) {
    return await(condition, PATIENCE);
  }

  /** Looks again and again until it holds or patience ends. */
  static boolean await(BooleanSupplier condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
