package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAds;
import ai.organized.flywheel.account.gtm.GtmThroughMcp;
import ai.organized.flywheel.account.memory.ClaudeMem;
import ai.organized.flywheel.account.meta.Meta;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.stape.Stape;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings.Accounts;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the reading of a client's sources and keeps what came of it, as one new state. */
public final class CollectAccount {
  private static final Logger LOG = LoggerFactory.getLogger(CollectAccount.class);

  /** Why a question is asked that wants every source asked now, however fresh the last answers. */
  public static final String BY_HAND = "a command";

  /** What an answer begins with when there is no state to tell of. */
  public static final String FAILED = "failed: ";

  /** The sources of every client, as they are configured. */
  public record Sources(
      GtmThroughMcp tagManager, GoogleAds googleAds, Meta meta, Stape stape, ClaudeMem memory) {}

  private final Clients clients;
  private final Sources sources;
  private final Accounts rules;
  private final ContainerStates containers;
  private final AccountStates states;
  private final OpenQuestions collections;
  private final OpenQuestions cycles;
  private final Outbox outbox;

  /**
   * @param rules how long a source may take, and how long what it told counts as fresh
   * @param cycles asked whether a model is wanted when the state is a new one
   */
  public CollectAccount(
      Clients clients,
      Sources sources,
      Accounts rules,
      GtmExports exports,
      AccountStates states,
      OpenQuestions collections,
      OpenQuestions cycles,
      Outbox outbox) {
    this.clients = clients;
    this.sources = sources;
    this.rules = rules;
    this.containers = new ContainerStates(exports);
    this.states = states;
    this.collections = collections;
    this.cycles = cycles;
    this.outbox = outbox;
  }

  /** Nothing is asked yet; the deadline of all sources begins now. */
  public Collecting begin(Question question) {
    ClientConfig client = clients.config(question.client());
    Optional<AccountSources> recent =
        question.because().equals(BY_HAND)
            ? Optional.empty()
            : states.readWithin(client.id(), rules.fresh());
    return recent.map(told -> toldBefore(client, told)).orElseGet(() -> ask(client));
  }

  private static Collecting toldBefore(ClientConfig client, AccountSources told) {
    return new Collecting(
        client,
        Reading.off("gtm"), // what it told is in the table of exports
        Reading.known("google_ads", told.googleAds()),
        Meta.only(Reading.known("meta", told.meta())),
        Reading.known("stape", told.stape()),
        Reading.known("memory", told.memory()),
        false);
  }

  private Collecting ask(ClientConfig client) {
    Deadline deadline = Deadline.in(rules.timeout());
    return new Collecting(
        client,
        sources.tagManager().open(client, deadline),
        sources.googleAds().open(client, deadline),
        sources.meta().open(client, deadline),
        sources.stape().open(client, deadline),
        sources.memory().open(client, deadline),
        true);
  }

  /** Keeps what was told and answers the question with the version that it is now. */
  public StateVersion keep(Question question, Collecting collecting) {
    ClientConfig client = collecting.client();
    var tagManager = collecting.tagManager().result();
    containers.keep(client.id(), tagManager);
    AccountSources now =
        new AccountSources(
            containers.web(client, tagManager),
            containers.server(client, tagManager),
            collecting.googleAds().result(),
            collecting.meta().tools().result(),
            collecting.stape().result(),
            collecting.memory().result());
    StateVersion version =
        states.keep(
            client.id(),
            now,
            collecting.asked(),
            (handle, kept) ->
                StateChanged.message(client.id(), kept)
                    .ifPresent(message -> outbox.add(handle, client.id(), message)));
    if (version.change() != StateVersion.Change.SAME) {
      cycles.ask(List.of(client.id()), "a new account state");
    }
    String answer = version.version() + ": " + version.reason() + collecting.redacted();
    collections.answer(question, answer);
    LOG.info("{} account state {}", client.id(), answer);
    return version;
  }

  /** What was dropped or asked stays as it is; the next question collects again. */
  public void failed(Question question, Throwable thrown) {
    String reason =
        thrown instanceof FailureException known
            ? known.getMessage()
            : "an error on our side (" + thrown.getClass().getSimpleName() + "); see the log";
    if (thrown instanceof RefusedException || thrown instanceof UnavailableException) {
      LOG.warn("account state of {} was not collected: {}", question.client(), reason);
    } else {
      LOG.error("account state of {} was not collected: {}", question.client(), reason, thrown);
    }
    collections.answer(question, FAILED + reason);
  }
}
