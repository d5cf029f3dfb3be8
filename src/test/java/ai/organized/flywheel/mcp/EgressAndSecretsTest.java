package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressAndSecretsTest {
  private static final McpManners LEGACY = McpManners.of(Era.LEGACY_STATELESS, Replies.JSON);
  private static final String KEY = "pk_" + "Zz9".repeat(7);
  private static final String META_TOKEN = "EAA" + "Ab1".repeat(20);

  @TempDir Path folder;
  private final Talking talking = new Talking();

  @AfterEach
  void close() {
    talking.close();
  }

  @Test
  void dataThatMayNotLeaveIsNotSent() {
    McpServer server = talking.serve(LEGACY, saying("search", "ok"));
    URI address = server.address();
    OwnNetwork nothingOwn = new OwnNetwork(List.of(), List.of("127.0.0.1:" + address.getPort()));
    McpClient client = new McpClient(new EgressGuard(new Clients(folder), nothingOwn));

    assertThatThrownBy(
            () -> {
              try (McpSession session =
                  client.open(Talking.HRE, server, Deadline.in(Talking.LONG))) {
                session.call("search", Rpc.object());
              }
            })
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("egress_refused"));
    assertThat(talking.sandbox.requests()).isEmpty();
    assertThat(talking.sandbox.bytesReceived()).isZero();
  }

  @Test
  void whatTheServerRepeatsOfOurKeyOrSaysOfOthersIsNotInTheMessage() {
    McpServer open =
        talking.serve(
            LEGACY,
            saying("a", "{\"error\":\"bad key " + KEY + " for " + META_TOKEN + "\"}"),
            Talking.tool("b", any -> ToolAnswer.error("no:\n\n" + "long ".repeat(200) + KEY)));
    McpServer server =
        Talking.server(open.address(), Map.of("Authorization", new Secret("Bearer " + KEY)));

    try (McpSession session = talking.open(server)) {
      assertThatThrownBy(() -> session.call("a", Rpc.object()))
          .hasMessageContaining("bad key [redacted]")
          .satisfies(EgressAndSecretsTest::tellsNothing);
      assertThatThrownBy(() -> session.call("b", Rpc.object()))
          .hasMessageMatching("(?s)[^\n]{100,320}")
          .satisfies(EgressAndSecretsTest::tellsNothing);
    }
  }

  @Test
  void aSecretThatTheEndOfABlockCutsInTwoIsNotInTheMessage() {
    String half = META_TOKEN.substring(0, 30);
    ToolAnswer halved =
        new ToolAnswer(
            Optional.empty(),
            List.of("Bad token " + half, META_TOKEN.substring(30) + " of jane@shop.example"),
            true);
    ToolAnswer whole = new ToolAnswer(Optional.empty(), List.of("Bad token", "Try another"), true);
    McpServer server =
        talking.serve(LEGACY, Talking.tool("a", any -> halved), Talking.tool("b", any -> whole));

    try (McpSession session = talking.open(server)) {
      assertThatThrownBy(() -> session.call("a", Rpc.object()))
          .hasMessageEndingWith("Bad token [redacted:meta-token] of [redacted:email]");
      assertThatThrownBy(() -> session.call("b", Rpc.object()))
          .hasMessageEndingWith("Bad token Try another");
    }
  }

  @Test
  void addressWithATokenInItIsShownWithoutIt() {
    URI address = URI.create("http://127.0.0.1:9/google-ads/" + KEY);
    McpServer server =
        Talking.server(address, Map.of("Authorization", new Secret("Bearer " + KEY)));

    assertThat(server.toString()).isEqualTo("google_ads at http://127.0.0.1:9");
    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(FailureException.class)
        .satisfies(EgressAndSecretsTest::tellsNothing);
  }

  @Test
  void headerThatCannotBeSentIsNamedAndNotShown() {
    McpServer open = talking.serve(LEGACY, saying("search", "ok"));
    McpServer server =
        Talking.server(open.address(), Map.of("X-Key", new Secret(KEY + "\nX-More: 1")));

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the header \"X-Key\" cannot be sent")
        .satisfies(EgressAndSecretsTest::tellsNothing);
  }

  private static void tellsNothing(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain(KEY, META_TOKEN);
    }
  }
}
