package ai.organized.flywheel.access;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.audit.AuditEntry;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
  private static final OptionalInt NO_LIMIT = OptionalInt.empty();

  @TempDir Path folder;

  private TemporaryStore store;
  private Path file;
  private ChangeKeys change;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    file = folder.resolve("keys.json");
    change = new ChangeKeys(new KeyFile(file), store.jdbi(), store.audit(), store.clock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ApiKeys keys() {
    return new ApiKeys(new KeyFile(file), NO_LIMIT, false);
  }

  private String add(String name, Role role) {
    Optional<ai.organized.flywheel.client.ClientId> client =
        role == Role.CLIENT ? Optional.of(ACME) : Optional.empty();
    return change.add("local:ada", name, role, client, NO_LIMIT);
  }

  private static int status(Authenticator keys, String authorization) {
    try {
      keys.authenticate(authorization, () -> "localhost");
      return 200;
    } catch (FailureException e) {
      return e.httpStatus();
    }
  }

  @Test
  void aKeyOpensForItsOwnerAlone() {
    String acme = add("acme-agent", Role.CLIENT);
    String operator = add("operator", Role.OPERATOR);
    ApiKeys keys = keys();

    Caller caller = keys.authenticate("Bearer " + acme, () -> "gateway.example");
    assertThat(caller).isEqualTo(new Caller("acme-agent", Role.CLIENT, Optional.of(ACME)));
    assertThat(caller.mayAskFor(ACME)).isTrue();
    assertThat(caller.mayAskFor(OTHER)).isFalse();
    assertThat(keys.authenticate("bearer  " + operator + " ", () -> null).mayAskFor(OTHER))
        .isTrue();
  }

  @Test
  void theFileHoldsNoKeyAndIsForItsOwnerAlone() throws IOException {
    String key = add("ci", Role.ADMIN);

    assertThat(key).matches("fw_[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(file)).contains("sha256:").doesNotContain(key.substring(3));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void everyChangeHasItsLineInTheAuditLog() {
    String key = add("ci", Role.CLIENT);
    change.remove("local:ada", "ci");

    assertThat(store.audit().read(Optional.empty(), Instant.EPOCH))
        .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "key added", "local:ada", "key ci added, role client"),
            org.assertj.core.groups.Tuple.tuple(
                "key removed", "local:ada", "key ci removed, role client"));
    assertThat(store.rows("audit_log").toString()).doesNotContain(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer fw_",
        "Bearer null",
        "Basic YWRhOnNlY3JldA==",
        "bearer\u0000fw_x",
        "sha256:00"
      })
  void whatIsNoKeyIsRefused(String authorization) {
    add("ci", Role.ADMIN);
    assertThat(status(keys(), authorization)).isEqualTo(401);
  }

  @Test
  void nothingOfAKeyButTheWholeOpens() {
    String key = add("ci", Role.ADMIN);
    ApiKeys keys = keys();
    String other = key.endsWith("A") ? "B" : "A";

    assertThat(status(keys, null)).isEqualTo(401);
    assertThat(status(keys, key)).isEqualTo(401);
    assertThat(status(keys, "Bearer " + key.substring(0, key.length() - 1))).isEqualTo(401);
    assertThat(status(keys, "Bearer " + key.substring(0, key.length() - 1) + other)).isEqualTo(401);
    assertThat(status(keys, "Bearer " + key.toUpperCase(java.util.Locale.ROOT))).isEqualTo(401);
    assertThat(status(keys, "Bearer " + ApiKey.hash(key))).isEqualTo(401);
    assertThat(status(keys, "Bearer " + key + "x".repeat(1 << 20))).isEqualTo(401);
    assertThat(status(keys, "Bearer " + key)).isEqualTo(200);
  }

  @Test
  void aKeyThatIsRemovedOpensNothingAnyMore() {
    String first = add("first", Role.ADMIN);
    add("second", Role.ADMIN);
    ApiKeys keys = keys();
    assertThat(status(keys, "Bearer " + first)).isEqualTo(200);

    assertThat(change.remove("local:ada", "first")).isEqualTo(1);

    await().untilAsserted(() -> assertThat(status(keys, "Bearer " + first)).isEqualTo(401));
  }

  @Test
  void aFileOfKeysThatIsAwayClosesUntilItIsBack() throws IOException {
    String key = add("first", Role.ADMIN);
    ApiKeys keys = keys();
    Path away = folder.resolve("away");
    Files.move(file, away);

    await().untilAsserted(() -> assertThat(status(keys, null)).isEqualTo(503));
    assertThat(status(keys, "Bearer " + key)).isEqualTo(503);

    Files.move(away, file);
    await().untilAsserted(() -> assertThat(status(keys, "Bearer " + key)).isEqualTo(200));
    assertThat(status(keys, null)).isEqualTo(401);

    change.remove("local:ada", "first");
    await().untilAsserted(() -> assertThat(status(keys, null)).isEqualTo(200));
  }

  @Test
  void withoutKeysThisMachineAloneIsAnsweredUnderItsOwnNames() {
    ApiKeys keys = keys();

    for (String own : new String[] {"localhost", "LOCALHOST:8787", "127.0.0.1:1", "[::1]:8787"}) {
      assertThat(keys.authenticate("Bearer anything", () -> own)).isEqualTo(Caller.LOCAL);
    }
    for (String foreign :
        new String[] {
          "evil.example",
          "localhost.evil.example",
          "127.0.0.1.evil.example:8787",
          "localhost:x",
          "[::2]",
          "127.0.0.2",
          "",
          "localhost\u0000",
          " localhost",
          "localhost/",
          "a@localhost"
        }) {
      assertThatThrownBy(() -> keys.authenticate(null, () -> foreign))
          .as(foreign)
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.httpStatus()).isEqualTo(403));
    }
    assertThatThrownBy(() -> keys.authenticate(null, () -> null))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theFirstKeyClosesTheDoorAtOnce() {
    ApiKeys keys = keys();
    assertThat(status(keys, null)).isEqualTo(200);

    add("first", Role.ADMIN);

    await().untilAsserted(() -> assertThat(status(keys, null)).isEqualTo(401));
  }

  @Test
  void whereOthersCanConnectTheLastKeyLeavesTheDoorClosed() {
    add("only", Role.ADMIN);
    ApiKeys keys = new ApiKeys(new KeyFile(file), NO_LIMIT, true);
    assertThat(status(keys, null)).isEqualTo(401);

    change.remove("local:ada", "only");

    await().untilAsserted(() -> assertThat(status(keys, null)).isEqualTo(503));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[{}]",
        "[1]",
        "null",
        "[",
        "[{\"name\":\"a\",\"role\":\"root\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\"}]",
        "[{\"name\":\"a\",\"role\":\"admin\",\"hash\":\"md5:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\"}]",
        "[{\"name\":\"a\",\"role\":\"client\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\"}]",
        "[{\"name\":\"a\",\"role\":\"admin\",\"client\":\"acme\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\"}]",
        "[{\"name\":\"a\",\"role\":\"admin\",\"hash\":\"sha256:HASH\",\"created_at\":\"yesterday\"}]",
        "[{\"name\":\"a\",\"role\":\"admin\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\",\"requests_per_minute\":0}]",
        "[{\"name\":\"a\",\"role\":\"admin\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\",\"expires\":1}]",
        "[{\"name\":\"\\n\",\"role\":\"admin\",\"hash\":\"sha256:HASH\",\"created_at\":\"2026-01-01T00:00:00Z\"}]"
      })
  void aFileThatIsNotUnderstoodLetsNobodyIn(String text) throws IOException {
    Files.writeString(file, text.replace("HASH", "0".repeat(64)));
    assertThat(status(keys(), null)).isEqualTo(503);
    assertThat(status(keys(), "Bearer fw_x")).isEqualTo(503);
  }

  @Test
  void aFolderInPlaceOfTheFileAndBrokenBytesLetNobodyIn() throws IOException {
    Files.write(file, new byte[] {'[', (byte) 0xff, ']'});
    assertThat(status(keys(), null)).isEqualTo(503);
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(status(keys(), null)).isEqualTo(503);
  }

  @Test
  void aFileThatIsRepairedOpensAgain() throws IOException {
    String key = add("ci", Role.ADMIN);
    String good = Files.readString(file);
    ApiKeys keys = keys();
    Files.writeString(file, "[");
    await().untilAsserted(() -> assertThat(status(keys, "Bearer " + key)).isEqualTo(503));

    Files.writeString(file, good);

    await().untilAsserted(() -> assertThat(status(keys, "Bearer " + key)).isEqualTo(200));
  }

  @Test
  void aKeyHasItsOwnLimitAndIsToldWhenToComeBack() {
    String slow =
        change.add("local:ada", "slow", Role.OPERATOR, Optional.empty(), OptionalInt.of(2));
    String usual = add("usual", Role.OPERATOR);
    ApiKeys keys = new ApiKeys(new KeyFile(file), OptionalInt.of(3), false);

    assertThat(status(keys, "Bearer " + slow)).isEqualTo(200);
    assertThat(status(keys, "Bearer " + slow)).isEqualTo(200);
    assertThatThrownBy(() -> keys.authenticate("Bearer " + slow, () -> null))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.httpStatus()).isEqualTo(429);
              assertThat(e.retryAfter().orElseThrow().toSeconds()).isBetween(1L, 60L);
            });
    for (int n = 0; n < 3; n++) {
      assertThat(status(keys, "Bearer " + usual)).isEqualTo(200);
    }
    assertThat(status(keys, "Bearer " + usual)).isEqualTo(429);
  }

  @Test
  void wrongKeysAreBoundedAndRightOnesPassMeanwhile() {
    String key = add("ci", Role.ADMIN);
    ApiKeys keys = keys();
    for (int n = 0; n < 120; n++) {
      assertThat(status(keys, "Bearer fw_" + n)).isEqualTo(401);
    }
    assertThat(status(keys, "Bearer fw_more")).isEqualTo(429);
    assertThat(status(keys, "Bearer " + key)).isEqualTo(200);
  }

  @Test
  void aNameIsTakenOnceAndARoleFitsItsClient() {
    add("ci", Role.ADMIN);
    assertThatThrownBy(() -> add("ci", Role.OPERATOR)).hasMessageContaining("keys remove");
    assertThatThrownBy(() -> add("a b", Role.OPERATOR)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> change.add("x", "a", Role.CLIENT, Optional.empty(), NO_LIMIT))
        .hasMessageContaining("--client");
    assertThatThrownBy(() -> change.add("x", "a", Role.ADMIN, Optional.of(ACME), NO_LIMIT))
        .hasMessageContaining("--role client");
    assertThatThrownBy(() -> change.remove("x", "gone")).hasMessageContaining("keys list");
  }
}
