package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.evaluate.Answer;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Evaluations;
import ai.organized.flywheel.evaluate.Question;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.Evaluating;
import ai.organized.flywheel.fixtures.EvaluationSettings;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecidePromotionTest {
  private static final List<Example> EXAMPLES = Examples.distinct(120, 6);
  private static final Map<String, String> KNOWN =
      EXAMPLES.stream().collect(Collectors.toMap(Example::question, Example::answer));

  @TempDir Path folder;
  private TemporaryStore store;
  private Turning turning;
  private TrainingJobs jobs;
  private Evaluating evaluating;
  private DecidePromotion decide;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    turning = new Turning(folder, store, Map.of());
    jobs = store.jobs("1@1/jobs");
    evaluating = new Evaluating(store, Map.of("FLYWHEEL_EVALUATE_BASELINE", "false"));
    decide =
        new DecidePromotion(
            store.jdbi(),
            evaluating.evaluation,
            new Evaluations(store.clock()),
            new SpeakVerdict(EvaluationSettings.of(Map.of())),
            store.registry(),
            jobs,
            store.outbox(),
            store.audit());
    store.addExperiments(ACME, EXAMPLES.subList(0, 60));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A turn up to the answers of a model that answers so. */
  private TrainingJob answered(Function<Question, String> model) {
    turning.turn();
    TrainingJob job = jobs.take().get(0);
    jobs.trained(job, "ft:base:" + job.version(), OptionalLong.empty(), OptionalDouble.empty());
    evaluating.answer(comparison(job), model);
    return job;
  }

  private Comparison comparison(TrainingJob job) {
    return evaluating.comparisons.promotion(ACME, job.version());
  }

  private void decide(TrainingJob job) {
    decide.decide(job, comparison(job));
  }

  private static String right(Question question) {
    return KNOWN.get(question.text());
  }

  private ModelState state(int version) {
    return store.registry().version(ACME, version).state();
  }

  private List<Object> told() {
    return store.rows("notifications").stream().map(row -> row.get("text")).toList();
  }

  @Test
  void aGoodFirstModelIsPromoted() {
    decide(answered(DecidePromotionTest::right));

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(store.registry().version(ACME, 1).evalScore()).contains(1.0);
    assertThat(store.row("training_jobs")).containsEntry("state", "done");
    assertThat(told())
        .contains(
            "acme v1 promoted: problem recall 1.00 on 10 questions (chance 0.10), a first model"
                + " needs 0.40");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json"))
        .content()
        .contains("\"active\" : true");
  }

  @Test
  void aBadFirstModelIsRefusedAndNothingAnswers() {
    decide(answered(question -> ""));

    assertThat(state(1)).isEqualTo(ModelState.REFUSED);
    assertThat(store.registry().active(ACME)).isEmpty();
    assertThat(store.registry().version(ACME, 1).evalScore()).contains(0.0);
    assertThat(told()).anySatisfy(text -> assertThat((String) text).startsWith("acme v1 refused"));
  }

  @Test
  void aWorseModelIsRefusedAndTheChampionGoesOnServing() {
    decide(answered(DecidePromotionTest::right));
    store.addExperiments(ACME, EXAMPLES.subList(60, 80));

    decide(
        answered(
            question ->
                question.contestant().modelId().equals("ft:base:2")
                        && question.text().hashCode() % 2 == 0
                    ? ""
                    : right(question)));

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.REFUSED);
    assertThat((String) told().get(told().size() - 1))
        .startsWith("acme v2 refused: problem recall")
        .contains("champion 1.00 on the same questions")
        .endsWith(
            "What served before goes on serving. To see it question by question: flywheel"
                + " fine-tune eval --client acme --version 2");
  }

  @Test
  void aBetterModelTakesTheChampionsPlace() {
    decide(answered(question -> half(question) ? right(question) : ""));
    store.addExperiments(ACME, EXAMPLES.subList(60, 80));

    decide(answered(question -> isOf(question, 1) && !half(question) ? "" : right(question)));

    assertThat(state(1)).isEqualTo(ModelState.ARCHIVED);
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(store.registry().predecessor(ACME)).contains(store.registry().version(ACME, 1));
  }

  private static boolean half(Question question) {
    return question.text().hashCode() % 2 == 0;
  }

  private static boolean isOf(Question question, int version) {
    return question.contestant().modelId().equals("ft:base:" + version);
  }

  @Test
  void aModelThatAnswersLikeTheChampionOnSoFewQuestionsIsHeldForAPerson() {
    decide(answered(DecidePromotionTest::right));
    store.addExperiments(ACME, EXAMPLES.subList(60, 80));

    decide(answered(DecidePromotionTest::right));

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.HELD);
    assertThat(store.registry().version(ACME, 2).evalScore()).contains(1.0);
    assertThat((String) told().get(told().size() - 1))
        .startsWith("acme v2 held: problem recall 1.00 on 1")
        .contains("about 18 questions would decide. What served before goes on serving.")
        .endsWith("To let it answer: flywheel fine-tune promote --client acme --version 2");
    assertThat(store.rows("training_jobs"))
        .extracting(row -> row.get("state"))
        .containsOnly("done");
    assertThat(store.rows("evaluations"))
        .filteredOn(row -> row.get("version").equals(2))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("verdict", "hold").containsEntry("kind", "promotion");
              assertThat(Json.parse((String) row.get("evidence")).at("/champion/luck").asDouble())
                  .isBetween(0.02, 0.11);
            });
  }

  @Test
  void aBrokenModelIsRefusedWithoutAScore() {
    turning.turn();
    TrainingJob job = jobs.take().get(0);
    jobs.trained(job, "ft:base:1", OptionalLong.empty(), OptionalDouble.empty());
    evaluating.ask(comparison(job), question -> Answer.of(question, "<|im_end|>"));

    decide(job);

    assertThat(state(1)).isEqualTo(ModelState.REFUSED);
    assertThat(store.registry().version(ACME, 1).evalScore()).isEmpty();
    assertThat(store.row("evaluations")).containsEntry("verdict", "refuse");
    assertThat(store.row("evaluations").get("scorecard")).isNull();
    assertThat((String) store.row("evaluations").get("evidence")).contains("broken_answers");
  }

  @Test
  void scoresVerdictRegistryJobAndMessageChangeTogetherOrNotAtAll() {
    TrainingJob job = answered(DecidePromotionTest::right);
    store.jdbi().useHandle(h -> h.execute("alter table notifications rename to away"));

    assertThatThrownBy(() -> decide(job)).isInstanceOf(RuntimeException.class);

    assertThat(state(1)).isEqualTo(ModelState.EVALUATING);
    assertThat(store.rows("evaluations")).isEmpty();
    assertThat(store.row("training_jobs")).containsEntry("state", "evaluating");
  }

  @Test
  void whoLostTheLeaseDecidesNothing() {
    TrainingJob job = answered(DecidePromotionTest::right);
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    store.jobs("2@2/jobs").take();

    assertThatThrownBy(() -> decide(job))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("lease_lost"));

    assertThat(state(1)).isEqualTo(ModelState.EVALUATING);
    assertThat(store.registry().active(ACME)).isEmpty();
  }
}
