package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.Collecting;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.meta.Meta;
import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route that asks a source its questions, in the real application. */
class ReadSourceTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path data;
  private static RunningLoop loop;

  @BeforeAll
  static void start() {
    loop = RunningLoop.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static void read(Reading<GoogleAdsAccount> reading) {
    Collecting collecting =
        new Collecting(
            null,
            Reading.off("gtm"),
            reading,
            Meta.only(Reading.off("meta")),
            Reading.off("stape"),
            Reading.off("memory"),
            true);
    Exchange done =
        loop.application()
            .context()
            .createProducerTemplate()
            .request(
                "direct:read-google-ads",
                exchange -> exchange.setVariable("collecting", collecting));
    assertThat(done.getException()).isNull();
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }

  @Test
  void whatIsRefusedIsUnknownAndTheNextQuestionIsAsked() {
    Reading<GoogleAdsAccount> reading = Reading.of("refusing", Deadline.in(LONG));
    AtomicInteger asked = new AtomicInteger();
    Question<String> refused =
        reading.add(
            "campaigns",
            () -> {
              asked.incrementAndGet();
              return fail(new RefusedException("no", "the field is gone"));
            });
    Question<String> answered = reading.add("goals", () -> "all");

    read(reading);

    assertThat(refused.answer()).isEqualTo(new Source.Unknown<>("the field is gone"));
    assertThat(answered.answer()).isEqualTo(new Source.Known<>("all"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatIsBusyIsAskedThreeTimesAndThenUnknown() {
    Reading<GoogleAdsAccount> reading = Reading.of("busy", Deadline.in(LONG));
    AtomicInteger asked = new AtomicInteger();
    Question<String> busy =
        reading.add(
            "campaigns",
            () -> {
              asked.incrementAndGet();
              return fail(new UnavailableException("status 503"));
            });
    Question<String> answered = reading.add("goals", () -> "all");

    read(reading);

    assertThat(asked).hasValue(3);
    assertThat(busy.answer()).isEqualTo(new Source.Unknown<>("status 503"));
    assertThat(answered.answer()).isEqualTo(new Source.Known<>("all"));
  }

  @Test
  void whatWantsToBeLeftAloneForLongIsNotAskedAgain() {
    Reading<GoogleAdsAccount> reading = Reading.of("limited", Deadline.in(LONG));
    AtomicInteger asked = new AtomicInteger();
    Question<String> limited =
        reading.add(
            "campaigns",
            () -> {
              asked.incrementAndGet();
              return fail(new UnavailableException("status 429", Duration.ofSeconds(60)));
            });

    read(reading);

    assertThat(asked).hasValue(1);
    assertThat(limited.answer()).isEqualTo(new Source.Unknown<>("status 429"));
  }

  @Test
  void whatIsBusyWhenTheTimeIsNearlyUpIsNotAskedAgain() {
    Reading<GoogleAdsAccount> reading = Reading.of("late", Deadline.in(Duration.ofSeconds(1)));
    AtomicInteger asked = new AtomicInteger();
    reading.add(
        "campaigns",
        () -> {
          asked.incrementAndGet();
          return fail(new UnavailableException("status 503"));
        });

    read(reading);

    assertThat(asked).hasValue(1);
  }

  @Test
  void theConversationIsEndedHoweverItWent() {
    AtomicInteger ended = new AtomicInteger();
    Reading<GoogleAdsAccount> well = Reading.of("well", Deadline.in(LONG));
    well.afterwards(ended::incrementAndGet).add("campaigns", () -> "all");
    Reading<GoogleAdsAccount> closed = Reading.of("not well", Deadline.in(LONG));
    closed
        .afterwards(ended::incrementAndGet)
        .first("tools", () -> fail(new RefusedException("401", "the token is refused")));

    read(well);
    read(closed);

    assertThat(ended).hasValue(2);
  }

  @Test
  void whatIsBusyOnceIsKnownInTheEnd() {
    Reading<GoogleAdsAccount> reading = Reading.of("busy-once", Deadline.in(LONG));
    AtomicInteger asked = new AtomicInteger();
    Question<String> question =
        reading.add(
            "campaigns",
            () -> asked.incrementAndGet() == 1 ? fail(new UnavailableException("503")) : "told");

    read(reading);

    assertThat(question.answer()).isEqualTo(new Source.Known<>("told"));
  }

  @Test
  void anErrorOfOursIsUnknownToo() {
    Reading<GoogleAdsAccount> reading = Reading.of("broken", Deadline.in(LONG));
    Question<String> broken =
        reading.add("campaigns", () -> fail(new IllegalStateException("a defect")));
    Question<String> answered = reading.add("goals", () -> "all");

    read(reading);

    assertThat(broken.answer())
        .isEqualTo(
            new Source.Unknown<>("an error on our side (IllegalStateException); see the log"));
    assertThat(answered.answer()).isEqualTo(new Source.Known<>("all"));
  }

  @Test
  void withoutTheFirstAnswerNothingElseIsAsked() {
    Reading<GoogleAdsAccount> reading = Reading.of("closed", Deadline.in(LONG));
    reading.first("tools", () -> fail(new RefusedException("401", "the token is refused")));
    AtomicInteger asked = new AtomicInteger();
    reading.add("campaigns", asked::incrementAndGet);

    read(reading);

    assertThat(reading.result()).isEqualTo(new Source.Unknown<>("the token is refused"));
    assertThat(asked).hasValue(0);
  }

  @Test
  void afterTheDeadlineNothingElseIsAsked() {
    Reading<GoogleAdsAccount> reading = Reading.of("slow", Deadline.in(Duration.ZERO));
    AtomicInteger asked = new AtomicInteger();
    Question<Integer> question = reading.add("campaigns", asked::incrementAndGet);
    Question<Integer> rest = reading.add("goals", asked::incrementAndGet);

    read(reading);

    assertThat(asked).hasValue(0);
    assertThat(question.answer()).isEqualTo(new Source.Unknown<>("slow took longer than 0 s"));
    assertThat(rest.answer()).isEqualTo(question.answer());
  }

  @Test
  void aSourceThatIsDownIsLeftAloneForAWhile() {
    AtomicInteger asked = new AtomicInteger();
    for (int round = 0; round < 5; round++) {
      Reading<GoogleAdsAccount> reading = Reading.of("down", Deadline.in(LONG));
      reading.add(
          "campaigns",
          () -> {
            asked.incrementAndGet();
            return fail(new UnavailableException("connection refused"));
          });
      read(reading);
    }

    assertThat(asked).hasValue(6);
  }
}
