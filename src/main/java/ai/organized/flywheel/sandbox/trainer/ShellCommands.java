package ai.organized.flywheel.sandbox.trainer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;

/** Has every command line read by {@code /bin/sh}, in the home folder. */
final class ShellCommands implements CommandFactory, AutoCloseable {
  private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private final Path home;
  private final Path bin;
  private final StartedProcesses processes;
  private final Map<String, String> variables = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(ShellCommands::daemon);
  private volatile Duration delay = Duration.ZERO;

  ShellCommands(Path home, Path bin, StartedProcesses processes) {
    this.home = home;
    this.bin = bin;
    this.processes = processes;
  }

  /** The folder of the scripted tools. */
  Path bin() {
    return bin;
  }

  void setEnvironment(String name, String value) {
    variables.put(name, value);
  }

  void startAfter(Duration time) {
    delay = time;
  }

  @Override
  public Command createCommand(ChannelSession channel, String line) {
    return new ShellCommand(line, home, environment(), processes, threads, delay);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(variables);
    environment.put("PATH", bin + ":" + SYSTEM_PATH);
    environment.put("HOME", home.toString());
    environment.put("USER", TrainerServer.USER);
    environment.put("LOGNAME", TrainerServer.USER);
    environment.put("SHELL", "/bin/sh");
    return environment;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "trainer-host");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
