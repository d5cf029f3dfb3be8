package ai.organized.flywheel.drift;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.registry.ModelShutdowns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShutdownsTest extends Watching {
  private static final String BASE = "gpt-4o-mini-2024-07-18";
  private static final Instant JULY = Instant.parse("2026-07-14T00:00:00Z");

  private String model;

  @BeforeEach
  void oneVersion() {
    promote(1, SOUND);
    model = (String) store.row("model_versions").get("model_id");
  }

  private void night() {
    watch.read().read();
    watch.warn().warn(ACME);
  }

  private void announce(String id, String date) {
    sandbox.openAi().announceShutdown(id, date);
  }

  private Optional<Instant> stops() {
    return new ModelShutdowns(store.jdbi()).of("openai", model);
  }

  @Test
  void aTrainedModelStopsWithItsBase() {
    announce(BASE, "2026-07-14");

    night();

    assertThat(stops()).contains(JULY);
    assertThat(new ModelShutdowns(store.jdbi()).soonest(ACME)).contains(JULY);
    assertThat(new ModelShutdowns(store.jdbi()).of("openai", BASE)).contains(JULY);
  }

  @Test
  void orEarlierWhenItsOwnDateIs() {
    announce(BASE, "2026-07-14");
    announce(model, "2026-06-01");

    night();

    assertThat(stops()).contains(Instant.parse("2026-06-01T00:00:00Z"));
  }

  @Test
  void noDateIsUnknown() {
    night();

    assertThat(stops()).isEmpty();
    assertThat(new ModelShutdowns(store.jdbi()).soonest(ACME)).isEmpty();
    assertThat(told()).isEmpty();
    assertThat(store.rows("model_shutdowns")).hasSize(2);
  }

  @Test
  void peopleAreWarnedSixtyThirtyAndSevenDaysAheadOnceEach() {
    announce(BASE, "2026-07-14"); // it is the 6th of April
    for (int day = 0; day < 110; day++) {
      night();
      night();
      clock.turn(Duration.ofDays(1));
    }

    assertThat(told()).hasSize(3);
    assertThat(told().get(0))
        .isEqualTo(
            "the model of acme v1 ("
                + model
                + ") is switched off by openai on 2026-07-14, in 60 days. To train its successor"
                + " elsewhere: flywheel fine-tune submit --client acme --track b");
    assertThat(told().get(1)).contains("in 30 days");
    assertThat(told().get(2)).contains("in 7 days");
    assertThat(audited()).containsExactly("warned", "warned", "warned");
  }

  @Test
  void whoHearsOfItLateIsWarnedOnceOfWhatIsLeft() {
    announce(BASE, "2026-04-16");
    night();
    night();

    assertThat(told()).singleElement().asString().contains("in 10 days");
  }

  @Test
  void aDateThatWasMovedIsWarnedOfAnew() {
    announce(BASE, "2026-04-30");
    night();
    announce(BASE, "2026-05-30");

    night();

    assertThat(told()).hasSize(2);
    assertThat(told().get(1)).contains("2026-05-30, in 54 days");
    assertThat(stops()).contains(Instant.parse("2026-05-30T00:00:00Z"));
  }

  @Test
  void aDateThatWasTakenBackIsForgotten() {
    announce(BASE, "2026-04-30");
    night();
    announce(BASE, null);

    night();

    assertThat(stops()).isEmpty();
  }

  @Test
  void aProviderThatDoesNotAnswerChangesNothing() {
    announce(BASE, "2026-07-14");
    night();
    with(Map.of("OPENAI_API_KEY", "another-key"));

    night();

    assertThat(stops()).contains(JULY);
  }

  @Test
  void aVersionOnOwnHardwareIsNotAskedFor() {
    store
        .jdbi()
        .useHandle(h -> h.execute("update model_versions set provider = 'mlx', track = 'b'"));
    announce(BASE, "2026-04-30");
    int before = sandbox.requests().size();

    night();

    assertThat(sandbox.requests()).hasSize(before);
    assertThat(told()).isEmpty();
  }
}
