package ai.organized.flywheel.train.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.ssh.TrainerAddress;
import ai.organized.flywheel.train.ssh.TrainerHost;
import ai.organized.flywheel.train.ssh.TrainerKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The sandbox's Ollama behind a trainer host: only the command there reaches it. */
final class OllamaSshBackend implements Backend {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final String BUSY = "Error: ollama server not responding - could not connect";

  /** A command is a Java program, on a machine that has other work too. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(6), Duration.ofSeconds(9));

  final Sandbox sandbox;
  final TrainerRoom trainer;
  private final Clients clients;

  OllamaSshBackend(HandTurnedClock clock, Path folder) {
    this.sandbox = Sandbox.start(SandboxOptions.defaults(clock));
    this.trainer = TrainerRoom.open(folder);
    this.clients = new Clients(folder.resolve("clients"));
    trainer.server().addTool("ollama-program", OllamaTool.script());
    trainer.server().addTool("ollama", "#!/bin/sh\nexec ollama-program \"$@\"\n");
    trainer.server().setEnvironment("OLLAMA_HOST", sandbox.ollama().toString());
  }

  @Override
  public FineTuner adapter() {
    return adapter(trainer.host());
  }

  @Override
  public FineTuner adapterOfNobody() {
    TrainerKey key = new TrainerKey(Optional.of(trainer.keyFile()), Optional.empty());
    TrainerAddress address = TrainerAddress.parse("trainer@127.0.0.1:1");
    return adapter(new TrainerHost(address, key, trainer.knownHosts(), trainer.guard()));
  }

  private FineTuner adapter(TrainerHost host) {
    Trainer settings =
        new Trainer(
            host.address().toString(),
            Optional.of(trainer.keyFile()),
            trainer.knownHosts(),
            "fly wheel",
            "",
            "ollama");
    return new OllamaFineTuner(
        new Ollama(NOBODY, "llama3.1:8b", 3),
        clients,
        SendInTime::send,
        Optional.of(new BySsh(settings, host, clients, PATIENCE)),
        PATIENCE);
  }

  @Override
  public Optional<FineTuner> adapterBehindClosedGate() {
    return Optional.empty();
  }

  @Override
  public boolean endsAtOnce() {
    return true;
  }

  @Override
  public void failTraining(String reason) {
    throw new UnsupportedOperationException("a job ends at once");
  }

  @Override
  public boolean showStatus(Optional<String> status) {
    return false;
  }

  @Override
  public boolean arrange(Trouble trouble, Step step) {
    String command =
        switch (step) {
          case CHECK -> "list";
          case CREATE -> "create";
          case FIND_JOB, POLL -> "show";
          case FIND_UPLOAD, UPLOAD, EVENTS, CANCEL -> "";
        };
    Optional<String> script =
        switch (trouble) {
          case REFUSED ->
              Optional.of(
                  "echo 'Error: unsupported architecture for "
                      + PERSON
                      + " with "
                      + KEY
                      + "' >&2; exit 1");
          case BUSY -> Optional.of("echo '" + BUSY + "' >&2; exit 1");
          case GARBAGE ->
              command.equals("show")
                  ? Optional.empty()
                  : Optional.of("echo '" + LINE + ",,'; exit 0");
          case SILENCE -> Optional.of("exec sleep 60");
          case LOST_ANSWER -> Optional.of("ollama-program \"$@\"; exec sleep 60");
          case BUSY_WITH_DELAY, HALF_REPLY -> Optional.empty();
        };
    if (command.isEmpty() || script.isEmpty()) {
      return false;
    }
    once(command, script.get());
    return true;
  }

  /** The next such command of {@code ollama} does this instead. */
  void once(String command, String script) {
    trainer
        .server()
        .addTool(
            "ollama",
            "#!/bin/sh\nif [ \"$1\" = "
                + command
                + " ] && [ ! -e ~/.done ]; then\n  : > ~/.done\n  "
                + script
                + "\nfi\nexec ollama-program \"$@\"\n");
  }

  @Override
  public void letCallsDie() {}

  @Override
  public Optional<Integer> uploads() {
    return Optional.empty();
  }

  @Override
  public int jobs() {
    return (int)
        sandbox.requests().stream()
            .filter(each -> each.path().equals("/ollama/api/create") && each.status() == 200)
            .count();
  }

  @Override
  public int calls() {
    return trainer.server().connections();
  }

  @Override
  public boolean hasSeen(String text) {
    return sandbox.requests().stream()
        .map(RecordedRequest::body)
        .anyMatch(body -> new String(body, UTF_8).contains(text));
  }

  @Override
  public void close() {
    trainer.close();
    sandbox.close();
  }
}
