package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.Part;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.ChooseTrack.Choice;
import ai.organized.flywheel.train.ChooseTrack.Wanted;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.TrainingCost;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import ai.organized.flywheel.validate.TrainingTokens;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/** Plans the training of a dataset: who trains it, what it costs, and that it may cost that. */
public final class StartTraining {
  private final Clients clients;
  private final ModelRegistry registry;
  private final ChooseTrack tracks;
  private final EstimateCost cost;
  private final Budget budget;
  private final TrainingJobs jobs;
  private final Succession succession;
  private final Outbox outbox;

  public StartTraining(
      Clients clients,
      ModelRegistry registry,
      ChooseTrack tracks,
      EstimateCost cost,
      Budget budget,
      TrainingJobs jobs,
      Succession succession,
      Outbox outbox) {
    this.clients = clients;
    this.registry = registry;
    this.tracks = tracks;
    this.cost = cost;
    this.budget = budget;
    this.jobs = jobs;
    this.succession = succession;
    this.outbox = outbox;
  }

  /**
   * What a person wants; all empty: as the settings and the client's config say.
   *
   * @param approved whatever it costs
   */
  public record Wish(Optional<Track> track, Optional<String> provider, boolean approved) {
    public static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), false);
  }

  /**
   * What will be begun.
   *
   * @param next what to type when it costs more than it may
   * @param approved it may cost more
   */
  public record Start(Choice choice, TrainingCost cost, String next, boolean approved) {}

  /**
   * Plans a dataset that is not written yet, or was written before.
   *
   * @param failed who has failed on these lines: asked again when nobody else can train them
   * @throws RefusedException when nobody can train it, or it would cost more than it may
   */
  public Start plan(DatasetPlan plan, Optional<Dataset> written, Optional<String> failed) {
    Choice choice = choose(plan, failed);
    String submit = "flywheel fine-tune submit --client " + plan.client() + " --yes";
    String next =
        written.isPresent()
            ? "type: " + submit + " --version " + written.get().version()
            : "type: flywheel dataset build --client " + plan.client() + ", then: " + submit;
    Start start =
        new Start(choice, priced(choice, plan.client(), base -> tokens(plan, base)), next, false);
    requireBudget(plan.client(), start);
    return start;
  }

  private static long tokens(DatasetPlan plan, String baseModel) {
    TrainingTokens tokens = new TrainingTokens(baseModel);
    plan.forEach(
        Part.TRAIN,
        (place, example) -> tokens.add(plan.systemPrompt(), example.question(), example.answer()));
    return tokens.total();
  }

  /**
   * Plans a written dataset as a person wants it; whether it may cost that is not looked at yet.
   *
   * @throws RefusedException when nobody can train it
   */
  public Start choose(Dataset dataset, Wish wish) {
    Choice choice =
        choose(dataset.client(), dataset.trainingLines(), wish, tuner -> Optional.empty());
    return priced(dataset, choice, wish);
  }

  /** The same with a trainer that is known. */
  Start priced(Dataset dataset, Choice choice, Wish wish) {
    TrainingCost expected =
        priced(
            choice,
            dataset.client(),
            base ->
                TrainingTokens.ofFile(
                    Dataset.trainingFile(clients.folder(dataset.client()), dataset.version()),
                    base));
    return new Start(choice, expected, "add --yes", wish.approved());
  }

  private TrainingCost priced(Choice choice, ClientId client, ToLongFunction<String> tokens) {
    return cost.of(choice.tuner(), client, tokens);
  }

  private Choice choose(DatasetPlan plan, Optional<String> failed) {
    int lines = plan.count(Part.TRAIN);
    Function<FineTuner, Optional<String>> any = tuner -> Optional.empty();
    Function<FineTuner, Optional<String>> other =
        tuner ->
            failed.filter(tuner.provider()::equals).map(name -> "it has failed on these lines");
    try {
      return choose(plan.client(), lines, Wish.NONE, other);
    } catch (RefusedException e) {
      if (failed.isEmpty()) {
        throw e;
      }
      return choose(plan.client(), lines, Wish.NONE, any);
    }
  }

  private Choice choose(
      ClientId client, int trainingLines, Wish wish, Function<FineTuner, Optional<String>> unfit) {
    Optional<Track> champion =
        registry.active(client).map(v -> Track.valueOf(v.track().toUpperCase(Locale.ROOT)));
    return tracks.choose(
        new Wanted(clients.config(client), trainingLines, wish.track(), wish.provider(), champion),
        tuner -> stops(tuner).or(() -> unfit.apply(tuner)));
  }

  private Optional<String> stops(FineTuner tuner) {
    return succession
        .stops(tuner.provider(), tuner.baseModel())
        .map(day -> tuner.baseModel() + " stops on " + day);
  }

  /**
   * @throws RefusedException when it costs more than it may, or how much is not known
   */
  public void requireBudget(ClientId client, Start start) {
    if (!start.approved()) {
      budget.require(client, start.cost(), start.next());
    }
  }

  /**
   * Registry row, job and message, in the caller's transaction.
   *
   * @throws RefusedException when another version was begun meanwhile, or it costs more than it may
   */
  public void begin(Handle handle, Dataset dataset, Start start) {
    ClientId client = dataset.client();
    JobStatuses.requireNoOther(handle, client, dataset.version());
    requireBudget(handle, client, start);
    registry.begin(
        handle,
        client,
        dataset.version(),
        ChooseTrack.word(start.choice().tuner().track()),
        start.choice().tuner().provider(),
        start.choice().tuner().baseModel());
    jobs.plan(handle, client, dataset.version(), start.cost().usd());
    if (registry.versions(client).stream().noneMatch(v -> v.version() < dataset.version())) {
      outbox.add(
          handle,
          client,
          Message.of(
                  "gate_met",
                  client + ": enough for a first model",
                  client
                      + " has "
                      + dataset.trainingLines()
                      + " training lines; its first model is trained")
              .with("Training lines", String.valueOf(dataset.trainingLines()))
              .with("Questions kept aside", String.valueOf(dataset.holdoutLines()))
              .with("Trained by", start.choice().tuner().provider())
              .with("Because", start.choice().why())
              .with("Expected cost", start.cost().words())
              .next("To follow it", "flywheel fine-tune status --client " + client));
    }
  }

  /** What the provider that is left may keep of a training; empty where it had a job. */
  Optional<TrainingJob> left(Dataset dataset) {
    return jobs.of(dataset.client(), dataset.version()).filter(job -> job.jobId() == null);
  }

  /** Once more where the rows are written: another training may have been planned meanwhile. */
  void requireBudget(Handle handle, ClientId client, Start start) {
    if (!start.approved()) {
      budget.require(handle, client, start.cost(), start.next());
    }
  }
}
