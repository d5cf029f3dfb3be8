package ai.organized.flywheel.account.memory;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static ai.organized.flywheel.fixtures.AskEverything.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.account.memory.Memory.Fix;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.AccountSettings;
import ai.organized.flywheel.fixtures.AskEverything;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeMemPortTest {
  @TempDir Path folder;
  private final List<RemoteCall> calls = new ArrayList<>();
  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    sandbox.addMemory(Files.readString(Path.of("data/samples/hre/claude-mem.json")));
    sandbox.addMemory(Files.readString(Path.of("data/samples/teleios/claude-mem.json")));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Reading<Memory> reading(URI address, String project) {
    return new ClaudeMem(AccountSettings.memory(Optional.empty(), Optional.of(address)), this::send)
        .open(
            AccountSettings.client(folder, "acme", "\"memory_project\": \"" + project + "\""),
            Deadline.in(Duration.ofSeconds(10)));
  }

  private RemoteReply send(RemoteCall call) {
    calls.add(call);
    return SendCall.send(call);
  }

  private Source<Memory> read(String project) {
    return AskEverything.of(reading(sandbox.claudeMem(), project));
  }

  private void fails(int status, String body, Map<String, String> headers) {
    sandbox.failNext("GET", "/claude-mem/api/search", status, body, headers);
  }

  @Test
  void bothSearchesAreMergedNewestFirst() {
    Memory memory = known(read("hre"));

    assertThat(memory.fixes())
        .extracting(Fix::type)
        .containsExactly("decision", "bugfix", "discovery");
    assertThat(memory.fixes().get(1).title())
        .isEqualTo("PMAX $0 value fixed: cart items are mapped in sGTM");
    assertThat(known(memory.learned())).singleElement().asString().contains("mapped by hand");
    assertThat(sandbox.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(200, 200, 200, 200);
  }

  @Test
  void nothingSensitiveAppearsAndSummariesThatMightTellItAreLeftOut() {
    Memory memory = known(read("teleios"));

    assertThat(memory.toString()).doesNotContain("patient", "PMAX");
    assertThat(memory.fixes()).hasSize(6);
    assertThat(unknown(memory.learned())).contains("sensitive", "CLAUDE_MEM_DB_PATH");
  }

  @Test
  void rowsOfAnotherProjectAreDroppedWhateverThePortAnswers() {
    sandbox.failNext(
        "GET",
        "/claude-mem/api/search",
        200,
        "{\"observations\":[{\"id\":1,\"project\":\"other\",\"type\":\"bugfix\",\"title\":\"theirs\"},"
            + "{\"id\":2,\"type\":\"bugfix\",\"title\":\"nobody's\"},"
            + "{\"id\":3,\"project\":\"hre\",\"type\":\"Sensitive\",\"title\":\"hushed\"}]}",
        Map.of());

    assertThat(known(read("hre")).toString()).doesNotContain("theirs", "nobody's", "hushed");
  }

  @Test
  void everyCallIsMadeForTheClientAndCarriesNoKey() {
    known(read("hre"));

    assertThat(calls).hasSize(4).extracting(RemoteCall::client).containsOnly(new ClientId("acme"));
    assertThat(calls).extracting(RemoteCall::authorization).containsOnlyNulls();
  }

  @Test
  void aProjectNameIsEncoded() {
    assertThat(known(read("a&limit=1 ü/b")).fixes()).isEmpty();
    assertThat(sandbox.requests().get(0).path()).contains("project=a%26limit%3D1%20%C3%BC%2Fb");
  }

  @Test
  void aBusyWorkerIsTriedAgainAfterItsTime() {
    fails(503, "", Map.of("Retry-After", "7"));
    Reading<Memory> reading = reading(sandbox.claudeMem(), "hre");

    assertThat(catchThrowable(reading::ask))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7)));
    assertThat(known(AskEverything.of(reading)).fixes()).hasSize(3); // the question is asked again
  }

  @Test
  void aRefusalSaysWhatTheWorkerSaid() {
    fails(
        400,
        "{\"error\":\"Either query or filters required for search\",\"code\":\"INVALID_SEARCH_REQUEST\"}",
        Map.of());

    assertThat(unknown(read("hre"))).contains("HTTP 400", "Either query or filters required");
  }

  @Test
  void anotherServersHtmlIsTold() {
    URI wrong = URI.create(sandbox.claudeMem() + "/elsewhere");

    assertThat(unknown(AskEverything.of(reading(wrong, "hre"))))
        .contains("HTTP 404", "no JSON", "CLAUDE_MEM_URL");
  }

  @Test
  void aWorkerThatAnswersInWordsOnlyIsTooOld() {
    fails(200, "{\"content\":[{\"type\":\"text\",\"text\":\"Found 3 results\"}]}", Map.of());

    assertThat(unknown(read("hre"))).contains("without a list of observations", "update it");
  }

  @Test
  void withoutAnyAddressItIsUnknownAndSaysWhatToSet() {
    Reading<Memory> reading =
        new ClaudeMem(AccountSettings.memory(Optional.empty(), Optional.empty()), this::send)
            .open(
                AccountSettings.client(folder, "acme", "\"memory_project\": \"hre\""),
                Deadline.in(Duration.ofSeconds(1)));

    assertThat(unknown(AskEverything.of(reading))).contains("CLAUDE_MEM_DB_PATH", "CLAUDE_MEM_URL");
  }

  @Test
  void aClientWithoutAProjectDoesNotUseIt() {
    Reading<Memory> reading =
        new ClaudeMem(
                AccountSettings.memory(Optional.empty(), Optional.of(sandbox.claudeMem())),
                this::send)
            .open(AccountSettings.client(folder, "acme", ""), Deadline.in(Duration.ofSeconds(1)));

    assertThat(AskEverything.of(reading)).isInstanceOf(Source.Off.class);
    assertThat(calls).isEmpty();
  }
}
