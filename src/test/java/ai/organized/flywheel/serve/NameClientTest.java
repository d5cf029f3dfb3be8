package ai.organized.flywheel.serve;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients acme, with two other names, other and foo-client; ghost has a version and no config. */
class NameClientTest {
  private static final Caller OPERATOR = new Caller("desk", Role.OPERATOR, Optional.empty());
  private static final Caller ACMES = new Caller("acme", Role.CLIENT, Optional.of(ACME));

  @TempDir static Path folder;
  private static TemporaryStore store;
  private static NamesInMemory names;

  @BeforeAll
  static void readTheNames() {
    store = new TemporaryStore(folder);
    store.configure(ACME, "{\"client_id\":\"acme\",\"aliases\":[\"ACME-Shop\",\"Café Kök\"]}");
    store.configure(OTHER, "{\"client_id\":\"other\"}");
    store.configure(new ClientId("foo-client"), "{}");
    store.configure(new ClientId("foo"), "{}");
    store.plannedVersion(new ClientId("ghost"), 1);
    names = new NamesInMemory(store.clients(), store.jdbi());
    names.read();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static ClientId named(Caller caller, String header, String model, String metadata) {
    return new NameClient(names.now()).of(new AskedFor(header, model, metadata), caller);
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call)
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            e -> {
              assertThat(e.httpStatus()).as(e.getMessage()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContainPattern("[\\p{Cntrl}]");
            });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // header, model, metadata.client_id, the client
        "acme, -, -, acme",
        "ACME, -, -, acme",
        "AcMe, -, -, acme",
        "'  acme ', -, -, acme",
        "acme-shop, -, -, acme",
        "ACME-SHOP, -, -, acme",
        "café kök, -, -, acme",
        "CAFÉ KÖK, -, -, acme",
        "ghost, -, -, ghost",
        "-, acme, -, acme",
        "-, ACME-shop, -, acme",
        "-, client-acme, -, acme",
        "-, client-ACME, -, acme",
        "-, acme-client, -, acme",
        "-, acme-client:v3, -, acme",
        "-, acme-shop-client:v12, -, acme",
        "-, ghost-client:v1, -, ghost",
        "-, foo-client, -, foo-client",
        "-, foo-client:v1, -, foo",
        "-, -, acme, acme",
        "-, -, Acme-Shop, acme",
        "acme, acme-client:v1, ACME-Shop, acme",
        "acme, gpt-4o, -, acme",
        "acme, '', -, acme",
        "'', acme, -, acme",
        "'  ', acme, '', acme",
        "acme, nobody-client, -, acme",
        "acme, ../../etc/passwd, -, acme",
        "-, ../other, acme, acme",
        "acme, acme-client:latest, -, acme",
      })
  void whatAnOperatorNamesIsTheClient(String header, String model, String metadata, String client) {
    assertThat(named(OPERATOR, header, model, metadata)).hasToString(client);
    assertThat(named(Caller.LOCAL, header, model, metadata)).hasToString(client);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "acme, other, -",
        "acme, client-other, -",
        "acme, other-client:v1, -",
        "acme, -, other",
        "-, acme, other",
        "acme-shop, OTHER, -",
        "other, acme-client, acme",
        "foo, foo-client, -",
      })
  void whoNamesTwoClientsIsRefused(String header, String model, String metadata) {
    assertRefused(() -> named(OPERATOR, header, model, metadata), 400, "client_mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, -, -", "'', '', ''", "-, gpt-4o, -", "'  ', -, -", "-, nobody-client:v1, -"})
  void whoNamesNoneIsToldHow(String header, String model, String metadata) {
    assertRefused(() -> named(OPERATOR, header, model, metadata), 400, "missing_client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "acme/../other",
        "acme\\other",
        "acme\u0000",
        "acme\r\nx-client-id: other",
        "acme\nINFO all is well",
        "аcme", // a Cyrillic a
        "acm\u0435",
        "ａｃｍｅ", // full width
        "\u202eemca",
        "acme\u200b",
        "%61cme",
        "acme,other",
        "acme;drop table clients",
        "-acme",
        "acme.",
        "{\"client\":\"acme\"}",
        "acme-client/../other",
        "\ud800",
        "🦊",
      })
  void whatIsNoClientIdIsRefusedAndNotEchoedAsItIs(String name) {
    assertRefused(() -> named(OPERATOR, name, null, null), 400, "invalid_client");
    assertRefused(() -> named(OPERATOR, null, null, name), 400, "invalid_client");
    assertRefused(() -> named(ACMES, name, null, null), 403, "not_your_client");
    assertRefused(() -> named(OPERATOR, null, name, null), 400, "missing_client");
  }

  /** The sign of the unit Kelvin is an ordinary k when it is written small. */
  @Test
  void aLetterThatOnlyLooksLikeAnotherIsNotTheOther() {
    store.configure(new ClientId("kiosk"), "{}");
    names.read();

    assertRefused(() -> named(OPERATOR, "\u212aiosk", null, null), 400, "invalid_client");
    assertRefused(() -> named(OPERATOR, null, "\u212aiosk-client", null), 400, "missing_client");
    assertThat(named(OPERATOR, "KIOSK", null, null)).hasToString("kiosk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "client-acme", "acme-client", "etc", "v1", "con", "0"})
  void aClientThatIsNotThereIsNotFound(String name) {
    assertRefused(() -> named(OPERATOR, name, null, null), 404, "unknown_client");
    assertRefused(() -> named(OPERATOR, null, null, name), 404, "unknown_client");
  }

  @Test
  void aNameThatLooksLikeASecretIsNotEchoed() {
    String secret = "sk-" + "proj-" + "a8f3k2m9q7w1x5z0".repeat(2);

    assertThatThrownBy(() -> named(OPERATOR, secret, null, null))
        .isInstanceOf(RefusedException.class)
        .message()
        .doesNotContain(secret.substring(8));
  }

  @Test
  void aNameOfTwentyMegabytesIsNeitherEchoedNorLookedThrough() {
    String large = "x".repeat(20 << 20);
    long began = System.nanoTime();

    assertRefused(() -> named(OPERATOR, large, null, null), 400, "invalid_client");
    assertRefused(() -> named(OPERATOR, null, null, large), 400, "invalid_client");
    assertRefused(() -> named(OPERATOR, null, large, null), 400, "missing_client");
    assertRefused(() -> named(ACMES, large, null, null), 403, "not_your_client");
    assertThat(named(ACMES, null, large, null)).isEqualTo(ACME);
    assertThat(System.nanoTime() - began).isLessThan(200_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -",
        "acme, -, -",
        "ACME-Shop, -, -",
        "-, acme-client:v2, acme",
        "-, gpt-4o, -",
        "-, other, -", // no row of a list: it says nothing, whether such a client is there or not
        "-, nobody, -",
        "' ', '', ''",
      })
  void aKeyOfOneClientNeedNotNameIt(String header, String model, String metadata) {
    assertThat(named(ACMES, header, model, metadata)).isEqualTo(ACME);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "other, nobody",
        "OTHER, NOBODY",
        "ghost, gone",
        "../other, ../nobody",
        "'other\0', 'nobody\0'",
      })
  void aKeyOfOneClientLearnsNothingOfAnother(String there, String notThere) {
    for (String name : new String[] {there, notThere}) {
      assertRefused(() -> named(ACMES, name, null, null), 403, "not_your_client");
      assertRefused(() -> named(ACMES, null, null, name), 403, "not_your_client");
      assertRefused(() -> named(ACMES, "acme", null, name), 403, "not_your_client");
      assertRefused(() -> named(ACMES, name, "acme", "acme"), 403, "not_your_client");
    }
    assertThat(message(there, null)).isEqualTo(message(notThere, null));
    assertThat(message(null, "client-other")).isEqualTo(message(null, "client-nobody"));
    assertThat(message(null, "other-client:v1")).isEqualTo(message(null, "nobody-client:v9"));
    assertThat(message(null, "other-client:v1")).isEqualTo(message(there, null));
  }

  private static String message(String header, String model) {
    try {
      return "let in: " + named(ACMES, header, model, null);
    } catch (RefusedException e) {
      return e.httpStatus() + e.code() + e.getMessage();
    }
  }

  @Test
  void aKeyOfAClientThatIsNotThereIsTold() {
    Caller lost = new Caller("lost", Role.CLIENT, Optional.of(new ClientId("lost")));

    assertRefused(() -> named(lost, null, null, null), 404, "unknown_client");
    assertRefused(() -> named(lost, "acme", null, null), 403, "not_your_client");
  }
}
