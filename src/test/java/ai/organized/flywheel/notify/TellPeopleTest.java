package ai.organized.flywheel.notify;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Secret;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellPeopleTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Outbox outbox;
  private TellPeople tellPeople;
  private CapturedLog log;

  @BeforeEach
  void oneMessage() {
    store = new TemporaryStore(folder);
    outbox = store.outbox();
    tellPeople =
        new TellPeople(outbox, new SlackWebhook(client -> new Secret("http://x"), store.clock()));
    outbox.add(ACME, "promoted", "acme v1 promoted: 0.80");
    log = new CapturedLog();
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  private Notification take() {
    return outbox.take().get(0);
  }

  private long waits() {
    return ((Number) store.row("notifications").get("next_try")).longValue()
        - store.clock().millis();
  }

  private void aDayLater() {
    store.clock().turn(Duration.ofDays(1));
  }

  @Test
  void whatSlackConfirmedIsSent() {
    tellPeople.confirmed(take());

    assertThat(store.row("notifications")).containsEntry("sent_by", "slack");
    aDayLater();
    assertThat(outbox.take()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void withoutAWebhookItIsToldToTheLogOnce() {
    tellPeople.log(take());

    aDayLater();
    assertThat(outbox.take()).isEmpty();
    assertThat(log.lines()).containsExactly("promoted: acme v1 promoted: 0.80");
    assertThat(store.row("notifications")).containsEntry("sent_by", "log");
  }

  @Test
  void whatSlackRefusesIsToldToTheLogOnce() {
    tellPeople.failed(take(), new RefusedException("slack_refused", "Slack refused with 404"));

    aDayLater();
    assertThat(outbox.take()).isEmpty();
    assertThat(log.lines())
        .containsExactly(
            "not sent to Slack: Slack refused with 404", "promoted: acme v1 promoted: 0.80");
    assertThat(store.row("notifications")).containsEntry("sent_by", "log");
  }

  @Test
  void aClientWhoseDataMayNotLeaveIsToldToTheLog() {
    tellPeople.failed(take(), new RefusedException(403, "egress_refused", "may not leave"));

    assertThat(store.row("notifications")).containsEntry("sent_by", "log");
  }

  @Test
  void aBusySlackIsTriedAgainWhenItSays() {
    tellPeople.failed(take(), new UnavailableException("busy", Duration.ofSeconds(90)));

    assertThat(store.row("notifications")).containsEntry("sent_at", null);
    assertThat(waits()).isEqualTo(90_000);
  }

  @Test
  void aSlackThatIsNotThereIsTriedAgainLaterAndLater() {
    long before = 0;
    for (int i = 0; i < 4; i++) {
      tellPeople.failed(take(), new ConnectException("refused"));
      assertThat(waits()).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1_000L << i);
      before = waits();
      store.clock().turn(Duration.ofMillis(waits()));
    }
    assertThat(take().failures()).isEqualTo(4);
  }

  @Test
  void aSecondMessageToTheSameWebhookWaitsItsSecondAndNoTryIsCounted() {
    outbox.add(ACME, "held", "the next");
    List<Notification> both = outbox.take();

    assertThat(tellPeople.isTurn(both.get(0))).isTrue();
    assertThat(tellPeople.isTurn(both.get(1))).isFalse();
    tellPeople.confirmed(both.get(0));
    assertThat(outbox.take()).isEmpty();
    store.clock().turn(Duration.ofSeconds(1));
    Notification second = take();
    assertThat(tellPeople.isTurn(second)).isTrue();
    assertThat(second.failures()).isZero();
  }

  @Test
  void aWebhookThatAskedForTimeIsLeftAloneByTheOtherMessagesToo() {
    Notification refused = take();
    tellPeople.isTurn(refused);
    tellPeople.failed(refused, new UnavailableException("busy", Duration.ofSeconds(90)));
    outbox.add(ACME, "held", "another");

    Notification another = take();
    assertThat(tellPeople.isTurn(another)).isFalse();
    store.clock().turn(Duration.ofSeconds(89));
    assertThat(outbox.take()).isEmpty();
    store.clock().turn(Duration.ofSeconds(1));
    assertThat(outbox.take()).extracting(Notification::text).contains("another");
  }

  @Test
  void aWebhookThatDoesNotAnswerIsTriedWithOneMessageAndHoldsUpNoOther() {
    TellPeople each =
        new TellPeople(
            outbox,
            new SlackWebhook(client -> new Secret("http://" + client.value()), store.clock()));
    store.clock().turn(Duration.ofSeconds(1));
    outbox.add(ACME, "held", "the next of the same");
    store.clock().turn(Duration.ofSeconds(1));
    outbox.add(OTHER, "promoted", "of another webhook");

    List<Notification> taken = each.take();
    assertThat(taken).extracting(Notification::client).containsExactly(ACME, OTHER);
    assertThat(each.isTurn(taken.get(0))).isTrue();
    each.failed(taken.get(0), new ConnectException("timed out"));
    assertThat(each.isTurn(taken.get(1))).isTrue();
    each.confirmed(taken.get(1));

    assertThat(each.take()).as("it is left alone with all its messages").isEmpty();
    store.clock().turn(Duration.ofSeconds(1));
    assertThat(each.take()).extracting(Notification::failures).containsExactly(1);
  }

  @Test
  void whatGoesToTheLogIsTakenAllAtOnce() {
    TellPeople off =
        new TellPeople(outbox, new SlackWebhook(client -> new Secret(""), store.clock()));
    outbox.add(ACME, "held", "the next");

    assertThat(off.take()).hasSize(2);
  }

  /** The whole way over a real socket, as the route goes it. */
  @Test
  void theAddressOfTheWebhookNeverReachesTheLog() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()))) {
      Secret address = new Secret(sandbox.slackWebhook().toString());
      SlackWebhook webhook = new SlackWebhook(client -> address, store.clock());
      for (int status : new int[] {429, 500, 404}) {
        sandbox.failNext("POST", "/services/", status, "no", Map.of());
        Notification notification = take();
        Throwable thrown =
            catchThrowable(
                () -> webhook.readConfirmation(SendCall.send(webhook.send(notification))));
        tellPeople.failed(notification, thrown);
        aDayLater();
      }

      assertThat(log.lines())
          .hasSize(4)
          .allSatisfy(line -> assertThat(line).doesNotContain("services").doesNotContain("XXXX"));
      assertThat(store.row("notifications")).containsEntry("sent_by", "log");
      assertThat(sandbox.slackTexts()).isEmpty();
    }
  }
}
