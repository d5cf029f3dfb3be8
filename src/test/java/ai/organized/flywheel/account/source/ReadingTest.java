package ai.organized.flywheel.account.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.AskEverything;
import ai.organized.flywheel.remote.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final Deadline LATER = Deadline.in(Duration.ofSeconds(30));

  @Test
  void whatCannotBePutTogetherIsUnknownAsAWhole() {
    Reading<String> reading = Reading.of("gtm", LATER);
    Question<String> tags = reading.add("tags", () -> "none");
    reading.becomes(() -> tags.answer().asOptional().orElseThrow().substring(100));
    reading.ask();

    Throwable defect = catchThrowable(reading::finish);
    String words = reading.failed(defect);

    assertThat(defect).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(words).startsWith("what it told is unknown: an error on our side");
    assertThat(reading.result())
        .isEqualTo(
            new Source.Unknown<>(
                "an error on our side (StringIndexOutOfBoundsException); see the log"));
  }

  @Test
  void whatIsPutTogetherOnceIsNotPutTogetherAgain() {
    Reading<Object> reading = Reading.of("gtm", LATER).becomes(Object::new);

    reading.finish();

    assertThat(reading.result()).isEqualTo(reading.result());
  }

  @Test
  void whyAQuestionHasNoAnswerIsToldAndCountedWithoutWhatIsSecretInIt() {
    Reading<String> reading = Reading.of("stape", Deadline.in(Duration.ofMinutes(1)));
    Question<String> question =
        reading.add(
            "domains",
            () -> {
              throw new RefusedException(
                  "no", "jane@shop.example may not use [redacted:jwt] and EAA" + "Ab1".repeat(20));
            });

    AskEverything.of(reading.becomes(() -> "all"));

    assertThat(question.answer())
        .isEqualTo(
            new Source.Unknown<>(
                "[redacted:email] may not use [redacted:jwt] and [redacted:meta-token]"));
    assertThat(reading.redactions().counts().toString())
        .isEqualTo("{email=1, jwt=1, meta-token=1}");
  }
}
