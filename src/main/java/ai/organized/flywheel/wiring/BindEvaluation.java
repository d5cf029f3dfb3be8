package ai.organized.flywheel.wiring;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.cycle.DecidePromotion;
import ai.organized.flywheel.cycle.DecideRecheck;
import ai.organized.flywheel.cycle.RecheckChampion;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.drift.AlarmRows;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.choose.ChooseEmbedder;
import ai.organized.flywheel.evaluate.AskByChat;
import ai.organized.flywheel.evaluate.AskJudge;
import ai.organized.flywheel.evaluate.AskQuestion;
import ai.organized.flywheel.evaluate.ChatModels;
import ai.organized.flywheel.evaluate.Comparisons;
import ai.organized.flywheel.evaluate.Evaluation;
import ai.organized.flywheel.evaluate.Evaluations;
import ai.organized.flywheel.evaluate.JudgePairs;
import ai.organized.flywheel.evaluate.ScoreAnswers;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.train.TrainingJobs;
import ai.organized.flywheel.validate.Prices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** The steps of the routes {@code evaluate-model} and {@code recheck-champion}. */
final class BindEvaluation {
  private BindEvaluation() {}

  static void bind(
      Main main,
      Settings settings,
      Jdbi jdbi,
      Clients clients,
      DatasetStore datasets,
      ModelRegistry registry,
      TrainingJobs jobs,
      Outbox outbox,
      AuditLog audit,
      Clock clock) {
    EvaluationRules rules = settings.evaluation();
    CallRemote remote = new CallRemote(main, rules.answerTimeout());
    ChatModels models =
        new ChatModels(new ModelPlaces(settings), clients, remote, rules.answerTimeout());
    Embedder embedder = new ChooseEmbedder(clients, remote, jdbi).from(settings.embedding());
    JudgePairs judgePairs = new JudgePairs(jdbi, datasets, rules, clock);
    Evaluation evaluation =
        new Evaluation(
            jdbi, datasets, new ScoreAnswers(embedder), judgePairs, prices(settings), rules, clock);
    Comparisons comparisons = new Comparisons(datasets, registry, settings);
    Evaluations evaluations = new Evaluations(clock);
    SpeakVerdict speakVerdict = new SpeakVerdict(rules);
    main.bind("comparisons", comparisons);
    main.bind("evaluation", evaluation);
    main.bind("askQuestion", new AskQuestion(new AskByChat(models), jdbi, clock));
    main.bind("judgePairs", judgePairs);
    main.bind("askJudge", new AskJudge(models, jdbi, clock));
    main.bind(
        "decidePromotion",
        new DecidePromotion(
            jdbi, evaluation, evaluations, speakVerdict, registry, jobs, outbox, audit));

    OpenQuestions rechecks = rechecks(jdbi, clock);
    main.bind("rechecks", rechecks);
    main.bind(
        "recheckChampion", new RecheckChampion(rechecks, registry, datasets, comparisons, outbox));
    main.bind(
        "decideRecheck",
        new DecideRecheck(
            jdbi,
            evaluation,
            evaluations,
            speakVerdict,
            registry,
            rechecks,
            outbox,
            audit,
            new AlarmRows(clock)));
  }

  /** Asks whether the model that answers is still good. */
  static OpenQuestions rechecks(Jdbi jdbi, Clock clock) {
    return new OpenQuestions(
        jdbi, "evaluation_requests", Lease.of("rechecks", Wiring.LEASE, clock), Duration.ZERO);
  }

  static Prices prices(Settings settings) {
    Path file = settings.places().home().resolve("config").resolve("prices.json");
    try {
      return Prices.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
