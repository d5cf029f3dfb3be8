package ai.organized.flywheel.train.mlx;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.trainer.TrainerServer;
import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.ssh.TrainerAddress;
import ai.organized.flywheel.train.ssh.TrainerHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The trainer host of the sandbox as the other side of the contract. */
final class MlxBackend implements Backend {
  private static final Duration SHORT = Duration.ofSeconds(6);

  private final MlxRoom room;
  private final TrainerServer server;
  private CompletableFuture<Void> drop = CompletableFuture.completedFuture(null);

  MlxBackend(Path folder) {
    this.room = MlxRoom.open(folder);
    this.server = room.trainer.server();
    room.order("SANDBOX_MLX_SECONDS=2");
  }

  @Override
  public FineTuner adapter() {
    FineTuner tuner = at(room.trainer.host().address());
    return (FineTuner)
        Proxy.newProxyInstance(
            FineTuner.class.getClassLoader(),
            new Class<?>[] {FineTuner.class},
            (proxy, method, arguments) -> call(tuner, method, arguments));
  }

  /** What was arranged is over with the first call that it troubled. */
  private Object call(FineTuner tuner, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(tuner, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnavailableException) {
        drop.join();
        server.refuseConnections(false);
        server.answerAfter(Duration.ZERO);
      }
      throw e.getCause();
    }
  }

  private MlxFineTuner at(TrainerAddress address) {
    TrainerHost host = room.trainer.host();
    TrainerHost there = new TrainerHost(address, host.key(), host.knownHosts(), host.guard());
    return room.tuner(room.base.toString(), room.sandbox.ollama(), there, SHORT);
  }

  @Override
  public FineTuner adapterOfNobody() {
    return at(TrainerAddress.parse("trainer@127.0.0.1:1"));
  }

  @Override
  public Optional<FineTuner> adapterBehindClosedGate() {
    return Optional.of(at(TrainerAddress.parse("trainer@trainer.example.com")));
  }

  @Override
  public void failTraining(String reason) {
    room.order("SANDBOX_MLX_DIE=says", "SANDBOX_MLX_SAYS=" + reason.replace("\n", "\\n"));
  }

  @Override
  public boolean showStatus(Optional<String> status) {
    if (status.equals(Optional.of("running"))) {
      room.hold(1);
      return true;
    }
    return false;
  }

  @Override
  public boolean arrange(Trouble trouble, Step step) {
    switch (trouble) {
      case REFUSED -> {
        room.order("SANDBOX_MLX_VERSION=9.9 " + PERSON + " " + KEY);
        return step == Step.CHECK;
      }
      case BUSY -> server.refuseConnections(true);
      case SILENCE -> server.answerAfter(Duration.ofHours(1));
      case HALF_REPLY -> {
        server.answerAfter(Duration.ofSeconds(30));
        int before = server.connections();
        dropWhen(() -> server.connections() > before);
      }
      case LOST_ANSWER -> {
        // start.sh sleeps until the run has its claim: the answer is not there before.
        server.addTool("sleep", "#!/bin/sh\nexec /bin/sleep 2\n");
        dropWhen(() -> jobs() > 0);
        return step == Step.CREATE;
      }
      default -> {
        return false;
      }
    }
    // It asks for one file, which is answered before anything can be cut.
    return step != Step.FIND_UPLOAD || trouble == Trouble.BUSY;
  }

  private void dropWhen(BooleanSupplier moment) {
    drop =
        CompletableFuture.runAsync(
            () -> {
              Awaitility.await().atMost(Duration.ofSeconds(30)).until(moment::getAsBoolean);
              Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
              server.dropSessions();
            });
  }

  @Override
  public void letCallsDie() {
    // A start that was lost either has its claim or never will.
  }

  @Override
  public Optional<Integer> uploads() {
    return Optional.of(count("run.sh"));
  }

  @Override
  public int jobs() {
    return count("attempts/[0-9]+");
  }

  private int count(String below) {
    Path runs = room.trainer.home().resolve("fly wheel");
    try (Stream<Path> files = Files.exists(runs) ? Files.walk(runs) : Stream.empty()) {
      return (int)
          files.filter(file -> runs.relativize(file).toString().matches("[^/]+/" + below)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int calls() {
    return server.connections();
  }

  /** On the trainer's disk, or in what its Ollama was sent. */
  @Override
  public boolean hasSeen(String text) {
    boolean sent =
        room.sandbox.requests().stream()
            .anyMatch(request -> new String(request.body(), UTF_8).contains(text));
    try (Stream<Path> files = Files.walk(room.trainer.home())) {
      return sent || files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    drop.cancel(true);
    room.close();
  }
}
