package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.Evaluating;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Models that cannot be asked. */
class SilentModelsTest extends TwoVersions {
  private static AskModel withoutBase(Function<Question, RuntimeException> failure) {
    return question -> {
      if (isOf(question, "base")) {
        throw failure.apply(question);
      }
      return Answer.of(question, "an answer");
    };
  }

  @Test
  void anUntunedBaseThatIsNotServedIsUnknownAndStopsNothing() {
    int[] asked = {0};
    evaluating.ask(
        promotion(2),
        withoutBase(
            question -> {
              asked[0]++;
              return new RefusedException("model_not_found", "no base here");
            }));

    assertThat(asked[0]).as("asked once, not for every question").isEqualTo(1);
    assertThat(scored(2).baseline()).isEmpty();
    assertThat(scored(2).baselineUnknown()).contains("no base here");
    assertThat(evaluation.open(promotion(2))).isEmpty();
  }

  @Test
  void anUntunedBaseThatIsBusyIsWaitedForThreeTimesAndAskedAnewLater() {
    AskModel busy = withoutBase(question -> new UnavailableException("the base is loading"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> evaluating.ask(promotion(2), busy))
          .isInstanceOf(UnavailableException.class);
    }
    evaluating.ask(promotion(2), busy);

    assertThat(scored(2).baselineUnknown()).contains("the base is loading");
    store.clock().turn(Duration.ofHours(2));
    assertThat(evaluation.open(promotion(2))).hasSize(6);
    evaluating.answer(promotion(2), TwoVersions::right);
    assertThat(scored(2).baseline()).isPresent();
  }

  @Test
  void aNewModelThatIsNotKnownYetIsWaitedForAnHourAndThenRefused() {
    AskModel unknown =
        question -> {
          throw new RefusedException("model_not_found", "what is ft:base:2?");
        };

    assertThatThrownBy(() -> evaluating.ask(promotion(2), unknown))
        .isInstanceOf(UnavailableException.class);
    for (int i = 0; i < 5; i++) {
      store.clock().turn(Duration.ofMinutes(10));
      assertThatThrownBy(() -> evaluating.ask(promotion(2), unknown))
          .isInstanceOf(UnavailableException.class);
    }
    store.clock().turn(Duration.ofMinutes(10));
    assertThatThrownBy(() -> evaluating.ask(promotion(2), unknown))
        .isInstanceOf(RefusedException.class)
        .hasMessage("what is ft:base:2?");
  }

  @Test
  void aChampionThatRefusesForAnHourIsGoneAndTheEvaluationGoesOnWithoutIt() {
    AskModel withoutChampion =
        question -> {
          if (isOf(question, "ft:base:1")) {
            throw new RefusedException("model_not_found", "it was switched off");
          }
          return Answer.of(
              question, Evaluating.isGolden(question) ? "I help with tags." : right(question));
        };
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> evaluating.ask(promotion(2), withoutChampion))
          .isInstanceOf(UnavailableException.class);
      store.clock().turn(Duration.ofMinutes(10));
    }

    evaluating.ask(promotion(2), withoutChampion);

    assertThat(scored(2).rival()).isEmpty();
    assertThat(scored(2).rivalUnknown()).contains("it was switched off");
  }

  @Test
  void aCandidateThatRefusesAnotherWayIsRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                evaluating.ask(
                    promotion(2),
                    question -> {
                      throw new RefusedException(403, "egress_refused", "may not leave");
                    }))
        .isInstanceOf(RefusedException.class);
  }
}
