package ai.organized.flywheel.wiring;

import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.account.AccountSources;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.demo.SampleAccounts;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real application with every source of account states on, and what it collected. */
final class CollectingLoop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningLoop loop;
  private final Database database;

  private CollectingLoop(RunningLoop loop) {
    this.loop = loop;
    this.database = Database.open(loop.settings().places().store());
  }

  /** The environment in which all sources are on and healthy; memory is asked by HTTP. */
  static Map<String, String> healthy(Path folder, Sandbox sandbox) {
    try {
      Files.createDirectories(folder);
      Map<String, String> environment =
          new HashMap<>(
              SampleAccounts.serve(RunningLoop.SAMPLES, folder, sandbox, Clock.systemUTC()));
      environment.remove("CLAUDE_MEM_DB_PATH");
      for (String client : List.of("hre", "teleios")) {
        sandbox.addMemory(
            Files.readString(RunningLoop.SAMPLES.resolve(client).resolve("claude-mem.json")));
      }
      environment.put("CLAUDE_MEM_URL", sandbox.claudeMem().toString());
      return environment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CollectingLoop start(Path folder, Map<String, String> more) {
    return start(folder, Sandbox.start(SandboxOptions.defaults(Clock.systemUTC())), more);
  }

  static CollectingLoop start(Path folder, Sandbox sandbox, Map<String, String> more) {
    Map<String, String> environment = healthy(folder, sandbox);
    environment.putAll(more);
    return new CollectingLoop(RunningLoop.start(folder.resolve("data"), sandbox, environment));
  }

  RunningLoop loop() {
    return loop;
  }

  Settings settings() {
    return loop.settings();
  }

  OpenQuestions collections() {
    Lease reader = Lease.of("test", Duration.ofMinutes(1), Clock.systemUTC());
    return new OpenQuestions(database.jdbi(), "account_collections", reader, Duration.ZERO);
  }

  /** Puts a sample's config in place, for this client or, under another id, for a copy of it. */
  void configure(String sample, String client) {
    Path to = settings().places().clients().resolve(client).resolve("config.json");
    try {
      String config =
          Files.readString(RunningLoop.SAMPLES.resolve(sample).resolve("config.json"))
              .replace("\"client_id\": \"" + sample + "\"", "\"client_id\": \"" + client + "\"")
              .replaceAll("(?s)\"aliases\": \\[.*?\\]", "\"aliases\": []");
      Files.createDirectories(to.getParent());
      Files.writeString(to, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void ask(String client, String because) {
    collections().ask(List.of(new ClientId(client)), because);
  }

  /** Whether somebody is at work on the client's question. */
  boolean isTaken(String client) {
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from account_collections"
                                + " where client_id = ? and lease_owner is not null")
                        .bind(0, client)
                        .mapTo(Integer.class)
                        .one())
        > 0;
  }

  void awaitTaken(String client) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> isTaken(client));
  }

  boolean isAnswered(String client) {
    return !collections().isOpen(new ClientId(client));
  }

  /** How long it took until the question had its answer. */
  Duration awaitAnswer(String client) {
    long begin = System.nanoTime();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> isAnswered(client));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Of a client that somebody else asks for, such as a drop. */
  void awaitFirstAnswer(String client) {
    await()
        .atMost(PATIENCE)
        .until(() -> collections().lastAnswer(new ClientId(client)).isPresent());
  }

  Duration collect(String client) {
    ask(client, "a test");
    return awaitAnswer(client);
  }

  String answer(String client) {
    return collections().lastAnswer(new ClientId(client)).orElse("none");
  }

  AccountSources sources(String client) {
    return new AccountStates(
            database.jdbi(), new Clients(settings().places().clients()), Clock.systemUTC())
        .newest(new ClientId(client))
        .orElseThrow()
        .sources();
  }

  String stateText(String client) {
    Path file = settings().places().clients().resolve(client).resolve("account_state.json");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode state(String client) {
    return Json.parse(stateText(client));
  }

  @Override
  public void close() {
    database.close();
    loop.close();
  }
}
