package ai.organized.flywheel.sandbox.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * One command line on its way through {@code /bin/sh}.
 *
 * <p>As with OpenSSH, the channel ends when nobody holds the command's output any more; and a lost
 * line ends no process, it only takes away its output.
 */
final class ShellCommand implements Command {
  private final String line;
  private final Path home;
  private final Map<String, String> environment;
  private final StartedProcesses processes;
  private final ExecutorService threads;
  private final Duration delay;
  private InputStream in;
  private OutputStream out;
  private OutputStream err;
  private ExitCallback exit;
  private volatile Process process;

  ShellCommand(
      String line,
      Path home,
      Map<String, String> environment,
      StartedProcesses processes,
      ExecutorService threads,
      Duration delay) {
    this.line = line;
    this.home = home;
    this.environment = environment;
    this.processes = processes;
    this.threads = threads;
    this.delay = delay;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment env) {
    env.addSignalListener((on, signal) -> processes.signal(process, signal.name()));
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads)
        .execute(this::run);
  }

  private void run() {
    try {
      process = processes.start(List.of("/bin/sh", "-c", line), home, environment);
      threads.execute(() -> pump(in, process.getOutputStream()));
      CompletableFuture<Void> errors =
          CompletableFuture.runAsync(() -> pump(process.getErrorStream(), err), threads);
      pump(process.getInputStream(), out);
      errors.join();
      int code = process.waitFor();
      processes.ended(process);
      exit.onExit(code);
    } catch (IOException e) {
      exit.onExit(127, "could not be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exit.onExit(255, "the host goes down");
    }
  }

  private static void pump(InputStream from, OutputStream to) {
    try (from;
        to) {
      byte[] bytes = new byte[8 << 10];
      for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
        to.write(bytes, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      // one of the two is gone, and with it what this was for
    }
  }

  @Override
  public void destroy(ChannelSession channel) throws IOException {
    if (process != null) {
      process.getOutputStream().close();
      process.getInputStream().close();
      process.getErrorStream().close();
    }
  }
}
