package ai.organized.flywheel.telemetry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFiguresTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private LiveRows rows;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    rows = new LiveRows(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<VersionFigures> figures() {
    return new LiveFigures(store.jdbi(), store.clock()).since(ACME, Served.AT);
  }

  @Test
  void everyVersionHasItsFigures() {
    rows.answered(ACME, 1, 8);
    rows.failed(ACME, 1, 2);
    rows.fellBack(ACME, 10);
    rows.answered(ACME, 2, 4);
    rows.answered(OTHER, 7, 9);

    List<VersionFigures> figures = figures();

    assertThat(figures)
        .extracting(VersionFigures::version)
        .containsExactly(Optional.of(2), Optional.of(1));
    VersionFigures first = figures.get(1);
    assertThat(first.answers()).isEqualTo(20);
    assertThat(first.errorRate()).hasValue(0.1);
    assertThat(first.fallbackRate()).hasValue(0.5);
    assertThat(first.tokens()).hasValue(120);
    assertThat(first.latencyMs()).hasValue(812.5);
    assertThat(first.acceptance()).isEmpty();
    assertThat(figures.get(0).errorRate()).hasValue(0);
  }

  @Test
  void whatTheCallerDidIsNoErrorOfTheModel() {
    rows.answered(ACME, 1, 1);
    rows.add(ACME, 1, "champion", 400, "invalid_request");
    rows.add(ACME, 1, "champion", 200, "client_left");
    rows.add(ACME, 1, "shadow", 502, "upstream_status");

    assertThat(figures().get(0).errorRate()).hasValue(0);
    assertThat(figures().get(0).answers()).isEqualTo(3);
  }

  @Test
  void whatFailedBeforeAModelWasKnownIsNoErrorOfTheModel() {
    rows.answered(ACME, 1, 1);
    rows.add(ACME, null, "champion", 503, "client_config");

    assertThat(figures().get(0).errorRate()).hasValue(0);
  }

  @Test
  void whatTheFallbackGaveIsNoErrorThoughTheModelsIsNamed() {
    rows.answered(ACME, 1, 1);
    rows.add(ACME, null, "fallback", 200, "upstream_unreachable");
    rows.add(ACME, null, "fallback", 503, "no_fallback");

    assertThat(figures().get(0).errorRate()).hasValue(1 / 3.0);
    assertThat(figures().get(0).fallbackRate()).hasValue(2 / 3.0);
  }

  @Test
  void anAnswerThatBrokeOffIsAnError() {
    rows.add(ACME, 1, "champion", 200, "upstream_broke");

    assertThat(figures().get(0).errorRate()).hasValue(1);
    assertThat(figures().get(0).latencyMs()).isEmpty();
  }

  @Test
  void fallbacksOfAClientWithoutAModelStandForNoVersion() {
    rows.fellBack(ACME, 3);

    assertThat(figures())
        .singleElement()
        .satisfies(
            none -> {
              assertThat(none.version()).isEmpty();
              assertThat(none.fallbackRate()).hasValue(1);
            });
  }

  @Test
  void aFallbackStandsForTheVersionThatWasAskedThoughAnotherAnsweredBeforeIt() {
    rows.answered(ACME, 1, 5);
    rows.fellBack(ACME, 2, 3);
    rows.answered(ACME, 1, 5);

    assertThat(figures().get(0).version()).hasValue(2);
    assertThat(figures().get(0).fallbackRate()).hasValue(1);
    assertThat(figures().get(1).fallbackRate()).hasValue(0);
  }

  @Test
  void acceptanceIsTheMeanOfWhatWasSaidLastOfEachAnswer() {
    rows.answered(ACME, 1, 2);
    rows.said(ACME, 1, "r-1", 0.0);
    rows.said(ACME, 1, "r-1", 0.5);
    rows.said(ACME, 1, "r-2", 1.0);

    assertThat(figures().get(0).acceptance()).hasValue(0.75);
    assertThat(figures().get(0).said()).isEqualTo(2);
  }
}
