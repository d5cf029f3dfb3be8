package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.StableHash;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.storage.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The questions of an evaluation and their answers. An answer is kept as soon as it is there, so
 * that a crash asks only what is missing, and the champion is asked only what it was never asked.
 */
public final class Evaluation {
  private final Jdbi jdbi;
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final ScoreAnswers scoring;
  private final Judge judge;
  private final Clock clock;

  public Evaluation(
      Jdbi jdbi,
      DatasetStore datasets,
      ModelRegistry registry,
      ScoreAnswers scoring,
      Judge judge,
      Clock clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.registry = registry;
    this.scoring = scoring;
    this.judge = judge;
    this.clock = clock;
  }

  /** What the candidate, and the champion if there is one, have still to be asked. */
  public List<Question> open(ClientId client, int version) {
    String modelId = model(registry.version(client, version));
    List<Question> questions = new ArrayList<>(questions(client, version, version, modelId));
    registry
        .active(client)
        .ifPresent(
            champion ->
                questions.addAll(questions(client, version, champion.version(), model(champion))));
    return questions.stream().filter(question -> answer(question).isEmpty()).toList();
  }

  public void answered(Answer answer) {
    Question question = answer.question();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into evaluation_answers (client_id, question_id, model_id, prompt_hash,"
                    + " answer, asked_at, provider, sampling, sample) values (?, ?, ?, ?, ?, ?,"
                    + " 'openai', 'temperature=0', 0) on conflict do nothing",
                question.client().value(),
                question.experimentId(),
                question.modelId(),
                question.promptHash(),
                answer.text(),
                clock.millis()));
  }

  /**
   * Scores all answers and speaks the verdict.
   *
   * @throws UnavailableException when a question is open
   */
  public EvaluationResult result(ClientId client, int version) {
    String modelId = model(registry.version(client, version));
    Scorecard candidate = scorecard(client, version, version, modelId);
    Optional<ModelVersion> champion = registry.active(client);
    Optional<Scorecard> championCard =
        champion.map(c -> scorecard(client, version, c.version(), model(c)));
    return new EvaluationResult(
        candidate,
        champion.map(ModelVersion::version),
        championCard,
        judge.judge(candidate, championCard));
  }

  /** Keeps the result, in the caller's transaction. */
  public void save(Handle handle, ClientId client, int version, EvaluationResult result) {
    handle.execute(
        "insert into evaluations (client_id, version, number, kind, dataset_version, evidence,"
            + " champion_version, scorecard, champion_card, verdict, reason, decided_at)"
            + " values (?, ?, 1, 'promotion', ?, '{}', ?, ?, ?, ?, ?, ?)"
            + " on conflict (client_id, version, number) do update set champion_version ="
            + " excluded.champion_version, scorecard = excluded.scorecard, champion_card ="
            + " excluded.champion_card, verdict = excluded.verdict, reason = excluded.reason,"
            + " decided_at = excluded.decided_at",
        client.value(),
        version,
        version,
        result.championVersion().orElse(null),
        json(result.candidate()),
        result.champion().map(Evaluation::json).orElse(null),
        result.verdict().word(),
        result.verdict().reason(),
        clock.millis());
  }

  /** The scorecard that a version was judged by. */
  public Optional<Scorecard> judgedBy(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select scorecard from evaluations where client_id = ? and version = ?")
                .bind(0, client.value())
                .bind(1, version)
                .mapTo(String.class)
                .findOne()
                .map(Evaluation::scorecard));
  }

  private static String json(Scorecard card) {
    return Json.text(Json.STRICT.valueToTree(card));
  }

  private static Scorecard scorecard(String json) {
    return Json.STRICT.convertValue(Json.parse(json), Scorecard.class);
  }

  private Scorecard scorecard(ClientId client, int version, int trained, String modelId) {
    List<Example> holdout = datasets.holdout(client, version);
    List<String> answers =
        questions(client, version, trained, modelId).stream().map(this::requiredAnswer).toList();
    return scoring.score(
        holdout.stream().map(Example::id).toList(),
        holdout.stream().map(Example::answer).toList(),
        answers);
  }

  /** Another version became champion while questions were asked: it is asked at the next try. */
  private String requiredAnswer(Question question) {
    return answer(question)
        .orElseThrow(
            () ->
                new UnavailableException(
                    "model "
                        + question.modelId()
                        + " was not asked question "
                        + question.experimentId()
                        + " yet"));
  }

  private static String model(ModelVersion version) {
    return version
        .modelId()
        .orElseThrow(() -> new BrokenException("an evaluated version without a model"));
  }

  private List<Question> questions(ClientId client, int version, int trained, String modelId) {
    Dataset dataset =
        datasets
            .find(client, trained)
            .orElseThrow(() -> new BrokenException("no dataset " + trained + " of " + client));
    String promptHash = StableHash.of(dataset.systemPrompt());
    return datasets.holdout(client, version).stream()
        .map(
            example ->
                new Question(
                    client,
                    example.id(),
                    modelId,
                    dataset.systemPrompt(),
                    promptHash,
                    example.question()))
        .toList();
  }

  private Optional<String> answer(Question question) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select answer from evaluation_answers where client_id = ? and question_id = ?"
                        + " and model_id = ? and prompt_hash = ?")
                .bind(0, question.client().value())
                .bind(1, question.experimentId())
                .bind(2, question.modelId())
                .bind(3, question.promptHash())
                .mapTo(String.class)
                .findOne());
  }
}
