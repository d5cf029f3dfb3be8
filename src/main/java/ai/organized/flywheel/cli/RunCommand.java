package ai.organized.flywheel.cli;

import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.wiring.Application;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the loop, until it is told to stop. */
@Command(name = "run", description = "Runs the loop until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Home.settings();
    Application application = Application.start(settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
    spec.commandLine()
        .getErr()
        .println(
            "Flywheel is running on "
                + address(settings.server())
                + ", data in "
                + settings.places().data()
                + "; Ctrl-C stops it");
    new CountDownLatch(1).await();
    return 0;
  }

  /** Where it listens; an IPv6 address stands in brackets. */
  static String address(Settings.Server server) {
    String host = server.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }
}
