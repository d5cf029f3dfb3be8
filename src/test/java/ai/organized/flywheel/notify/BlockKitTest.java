package ai.organized.flywheel.notify;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the outbox to a room that refuses what Slack refuses. */
class BlockKitTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private JsonNode sent(Message message) {
    store.outbox().add(ACME, message);
    Secret address = new Secret(sandbox.slackWebhook().toString());
    SlackWebhook webhook = new SlackWebhook(client -> address, store.clock());
    Notification notification = store.outbox().take().get(0);
    webhook.readConfirmation(SendCall.send(webhook.send(notification)));
    return sandbox.slack().messages(sandbox.slackWebhook().getPath()).get(0);
  }

  @Test
  void aPromotionIsAHeaderASentenceItsEvidenceAndTheCommandToGoBack() {
    JsonNode message =
        sent(
            Message.of("promoted", "acme v3 promoted", "acme v3 promoted: 0.90, not below 0.80")
                .with("Score", "0.90")
                .with("Champion", "v2")
                .next("To go back", "flywheel fine-tune rollback --client acme --version 2"));

    assertThat(message.path("text").asText())
        .isEqualTo(
            "acme v3 promoted: 0.90, not below 0.80. To go back: flywheel fine-tune rollback"
                + " --client acme --version 2");
    assertThat(message.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("acme v3 promoted");
    assertThat(message.at("/blocks/1/text/text").asText())
        .isEqualTo("acme v3 promoted: 0.90, not below 0.80");
    assertThat(message.at("/blocks/2/fields/0/text").asText()).isEqualTo("*Score*\n0.90");
    assertThat(message.at("/blocks/2/fields/1/text").asText()).isEqualTo("*Champion*\nv2");
    assertThat(message.at("/blocks/3/text/text").asText())
        .isEqualTo("To go back:\n`flywheel fine-tune rollback --client acme --version 2`");
    assertThat(message.path("blocks")).hasSize(4);
  }

  @Test
  void nothingOfItCanLinkOrMention() {
    JsonNode message =
        sent(
            Message.of("failed", "<!channel>", "<@U1> & <https://x.example|here>")
                .with("<!here>", "<!everyone>")
                .next("<!channel>", "`<!channel>`"));

    assertThat(message.path("blocks").toString()).doesNotContain("<", ">");
    assertThat(message.path("text").asText()).doesNotContain("<", ">");
  }

  @Test
  void aRowOfAnEarlierVersionHasNoBlocksAndIsSentAsText() {
    store.outbox().add(ACME, "promoted", "an old row");

    Notification old = store.outbox().take().get(0);
    assertThat(old.blocks()).isEmpty();
    Secret address = new Secret(sandbox.slackWebhook().toString());
    SlackWebhook webhook = new SlackWebhook(client -> address, store.clock());
    webhook.readConfirmation(SendCall.send(webhook.send(old)));
    assertThat(sandbox.slackTexts()).containsExactly("an old row");
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsSaidIsWithinSlacksLimits(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    Message message = Message.of("failed", "v" + text(texts), "v" + text(texts));
    for (int i = texts.upTo(20); i > 0; i--) {
      message = message.with(text(texts), text(texts));
    }

    assertThat(sent(message.next(text(texts), text(texts))).path("blocks")).hasSizeBetween(3, 4);
  }

  /** Of any length up to what no limit allows; every other one is escaped from end to end. */
  private static String text(RandomTexts texts) {
    String part = texts.upTo(2) == 0 ? "&<>" : texts.hostile(1 + texts.upTo(200));
    return part.repeat(texts.upTo(100));
  }
}
