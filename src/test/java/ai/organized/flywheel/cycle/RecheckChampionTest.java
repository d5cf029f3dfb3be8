package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.drift.AlarmRows;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.Evaluations;
import ai.organized.flywheel.evaluate.Question;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.Evaluating;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecheckChampionTest {
  private static final List<Example> EXAMPLES = Examples.distinct(400, 8);
  private static final Map<String, String> KNOWN =
      EXAMPLES.stream().collect(Collectors.toMap(Example::question, Example::answer));

  @TempDir Path folder;
  private TemporaryStore store;
  private ModelRegistry registry;
  private Evaluating evaluating;
  private OpenQuestions rechecks;
  private RecheckChampion recheck;
  private DecideRecheck decide;

  /** The second version took the place of the first; then the holdout grew. */
  @BeforeEach
  void twoVersionsAndAGrownHoldout() {
    store = new TemporaryStore(folder);
    registry = store.registry();
    with("false");
    dataset(0, 100, true);
    promote(1);
    dataset(100, 110, true);
    promote(2);
    dataset(110, 400, false);
  }

  /**
   * @param baseline whether the untuned base is asked too
   */
  private void with(String baseline) {
    evaluating = new Evaluating(store, Map.of("FLYWHEEL_EVALUATE_BASELINE", baseline));
    rechecks =
        new OpenQuestions(
            store.jdbi(), "evaluation_requests", store.lease("1@1/rechecks"), Duration.ZERO);
    recheck =
        new RecheckChampion(
            rechecks, registry, store.datasets(), evaluating.comparisons, store.outbox());
    decide =
        new DecideRecheck(
            store.jdbi(),
            evaluating.evaluation,
            new Evaluations(store.clock()),
            new SpeakVerdict(evaluating.settings.evaluation()),
            registry,
            rechecks,
            store.outbox(),
            store.audit(),
            new AlarmRows(store.clock()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void promote(int version) {
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, version, "better"));
  }

  private void dataset(int from, int to, boolean trained) {
    store.addExperiments(ACME, EXAMPLES.subList(from, to));
    store
        .datasets()
        .save(
            Plans.of(Plans.RULES, store.datasets().candidates(ACME, 0.75), 0.75, Plans.PROMPT),
            (handle, saved) -> {
              if (trained) {
                registry.begin(handle, ACME, saved.version(), "a", "openai", "base");
                registry.trained(handle, ACME, saved.version(), "ft:base:" + saved.version());
              }
            });
  }

  private OpenQuestions.Question ask() {
    rechecks.ask(List.of(ACME), "fine-tune eval");
    return rechecks.take().get(0);
  }

  private static boolean isOf(Question question, int version) {
    return question.contestant().modelId().equals("ft:base:" + version);
  }

  private static boolean half(Question question) {
    return question.text().hashCode() % 2 == 0;
  }

  /** As the route does it: both know the answers but for those. */
  private String looked(Predicate<Question> wrong) {
    OpenQuestions.Question question = ask();
    Comparison comparison = recheck.comparison(question).get(0);
    evaluating.answer(comparison, q -> wrong.test(q) ? "" : KNOWN.get(q.text()));
    decide.decide(question, comparison);
    return rechecks.lastAnswer(ACME).orElseThrow();
  }

  private ModelState state(int version) {
    return registry.version(ACME, version).state();
  }

  private List<Object> told() {
    return store.rows("notifications").stream().map(row -> row.get("text")).toList();
  }

  @Test
  void itIsComparedWithTheOneBeforeOnTheQuestionsOfToday() {
    Comparison comparison = recheck.comparison(ask()).get(0);

    assertThat(comparison.datasetVersion()).isEqualTo(3);
    assertThat(comparison.candidate().version()).contains(2);
    assertThat(comparison.rival().flatMap(Contestant::version)).contains(1);
  }

  @Test
  void aRegressionThatIsShownGoesBackToTheVersionBefore() {
    String answer = looked(question -> isOf(question, 2) && half(question));

    assertThat(answer)
        .startsWith("acme v2 went back to v1: problem recall 0.")
        .contains("the version before 1.00 on the same questions")
        .contains("more than noise explains");
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.ARCHIVED);
    assertThat(registry.version(ACME, 2).reason()).contains(answer);
    assertThat(told())
        .containsExactly(
            answer + ". To undo it: flywheel fine-tune rollback --client acme --version 2");
    assertThat(store.row("evaluations"))
        .containsEntry("kind", "recheck")
        .containsEntry("verdict", "refuse")
        .containsEntry("champion_version", 1)
        .containsEntry("dataset_version", 3);
    assertThat(store.row("drift_alarms"))
        .containsEntry("version", 2)
        .containsEntry("signal", "holdout")
        .containsEntry("acted", "rolled_back");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json"))
        .content()
        .contains("went back to v1");
    assertThat(rechecks.isOpen(ACME)).isFalse();
  }

  @Test
  void whatIsStillGoodGoesOnServingAndNobodyIsTold() {
    assertThat(looked(question -> isOf(question, 1) && half(question)))
        .startsWith("acme v2 goes on serving: problem recall 1.00");

    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(told()).isEmpty();
    assertThat(store.row("evaluations")).containsEntry("verdict", "promote");
  }

  /** The untuned base knows everything; the version before is hardly better than this one. */
  @Test
  void worseThanTheBaseAndPerhapsThanTheOneBeforeChangesNothingEither() {
    with("true");
    List<String> lucky = new ArrayList<>();
    String answer =
        looked(
            question -> {
              if (isOf(question, 1) && half(question) && lucky.size() < 3) {
                lucky.add(question.id());
              }
              boolean tuned = isOf(question, 1) || isOf(question, 2);
              boolean luck = isOf(question, 1) && lucky.contains(question.id());
              return tuned && half(question) && !luck;
            });

    assertThat(answer)
        .startsWith("acme v2 goes on serving, but may be worse")
        .contains("The untuned base with the same system prompt recalls 1.00");
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(1)).isEqualTo(ModelState.ARCHIVED);
  }

  @Test
  void whatMayBeNoiseIsToldAndChangesNothing() {
    String[] wrong = new String[3];
    String answer =
        looked(
            question -> {
              for (int i = 0; i < wrong.length && isOf(question, 2); i++) {
                if (wrong[i] == null || wrong[i].equals(question.id())) {
                  wrong[i] = question.id();
                  return true;
                }
              }
              return false;
            });

    assertThat(answer)
        .startsWith("acme v2 goes on serving, but may be worse: problem recall 0.9")
        .endsWith("To go back: flywheel fine-tune rollback --client acme --version 1");
    assertThat(told()).containsExactly(answer);
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void whatWasComparedByTheseQuestionsBeforeIsNotActedOnAgain() {
    looked(question -> isOf(question, 2) && half(question));
    promote(2); // a person wants it

    assertThat(looked(question -> false))
        .startsWith("acme v2 goes on serving, there is nothing new: problem recall 0.");
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(told()).hasSize(1);
    assertThat(store.rows("evaluations")).hasSize(1);
  }

  @Test
  void evaluationRegistryAndMessageChangeTogetherOrNotAtAll() {
    store.jdbi().useHandle(h -> h.execute("alter table notifications rename to away"));

    assertThatThrownBy(() -> looked(question -> isOf(question, 2) && half(question)))
        .isInstanceOf(JdbiException.class);

    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(1)).isEqualTo(ModelState.ARCHIVED);
    assertThat(store.rows("evaluations")).isEmpty();
  }

  @Test
  void whoRolledBackMeanwhileIsNotOverruled() {
    OpenQuestions.Question question = ask();
    Comparison comparison = recheck.comparison(question).get(0);
    evaluating.answer(comparison, q -> isOf(q, 2) && half(q) ? "" : KNOWN.get(q.text()));
    registry.rollBack(ACME, 1);

    assertThatThrownBy(() -> decide.decide(question, comparison))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("another version of acme answers meanwhile");
    assertThat(store.rows("evaluations")).isEmpty();
  }

  @Test
  void withoutAVersionBeforeThereIsNothingToCompare() {
    registry.rollBack(ACME, 1);

    assertThat(recheck.comparison(ask())).isEmpty();

    assertThat(rechecks.lastAnswer(ACME))
        .contains("no version answered before v1 that could again, so there is nothing to compare");
  }

  @Test
  void aBusyServerIsAskedAgainLaterAndARefusalIsTold() {
    OpenQuestions.Question question = ask();
    recheck.failed(question, new UnavailableException("busy", Duration.ofMinutes(5)));
    assertThat(rechecks.isOpen(ACME)).isTrue();
    assertThat(rechecks.take()).isEmpty();
    store.clock().turn(Duration.ofMinutes(6));

    recheck.failed(rechecks.take().get(0), new RefusedException("gone", "no model ft:base:1"));
    assertThat(rechecks.isOpen(ACME)).isFalse();
    assertThat(told())
        .containsExactly(
            "acme: its model was not looked at again, no model ft:base:1. To try it now: flywheel"
                + " fine-tune eval --client acme");
  }
}
