package ai.organized.flywheel.cli;

import ai.organized.flywheel.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole loop on sample data; touches nothing of the user's. */
@Command(
    name = "demo",
    description = "Shows the whole loop on sample data, against a sandbox, in a folder of its own.")
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "end when the demo is over")
  boolean once;

  @Option(names = "--data", description = "a new folder for the demo's data, kept afterwards")
  Path data;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    // What is refused is part of the demo and shown in its place; the log would say it twice.
    System.setProperty(
        "FLYWHEEL_LOG_LEVEL", System.getenv().getOrDefault("FLYWHEEL_LOG_LEVEL", "ERROR"));
    PrintWriter out = spec.commandLine().getOut();
    Demo demo = Demo.start(Home.folder(), data);
    Thread stop = new Thread(demo::close, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    demo.drop();
    boolean asPromised = demo.transcript(out).run();
    try (Store store = Store.open(demo.settings())) {
      RegistryTable.print(out, store.statuses());
    }
    if (!once) {
      addresses(out, demo.settings().server().port());
      new CountDownLatch(1).await(); // Ctrl-C ends it, by the hook
    }
    return asPromised ? 0 : 1;
  }

  private static void addresses(PrintWriter out, int port) {
    String base = "http://127.0.0.1:" + port;
    out.println();
    out.println("  Now answering, until Ctrl-C:");
    out.println("    POST " + base + "/v1/chat/completions   header x-client-id: hre");
    out.println("    POST " + base + "/v1/experiments");
    out.flush();
  }
}
