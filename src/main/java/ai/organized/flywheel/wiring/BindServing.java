package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Redact;
import ai.organized.flywheel.dataset.RedactForClient;
import ai.organized.flywheel.dataset.UsableExamples;
import ai.organized.flywheel.embed.choose.ChooseEmbedder;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.serve.Challengers;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.FallbackModels;
import ai.organized.flywheel.serve.FallbackRequest;
import ai.organized.flywheel.serve.FindEmbedder;
import ai.organized.flywheel.serve.FindFallback;
import ai.organized.flywheel.serve.FindModel;
import ai.organized.flywheel.serve.FindServing;
import ai.organized.flywheel.serve.LocalModels;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.serve.NamesInMemory;
import ai.organized.flywheel.serve.PastSolutions;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.ServingsInMemory;
import ai.organized.flywheel.serve.TellPastSolutions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.validate.LeakageMarkers;
import java.time.Clock;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** The steps of the routes that say who answers, and what asks them for the gateway. */
final class BindServing {
  private BindServing() {}

  static void bind(
      Main main,
      Settings settings,
      Jdbi jdbi,
      Clients clients,
      AccountStates states,
      DatasetStore datasets,
      ModelRegistry registry,
      EgressGuard guard,
      RedactionKeys keys,
      CallRemote remote,
      Clock clock) {
    FallbackKind usual = FallbackKind.of(settings.serve().fallback());
    ModelPlaces places = new ModelPlaces(settings);
    LocalModels local = new LocalModels(clients, remote);
    FindModel findModel =
        new FindModel(datasets, guard, places, local, new ModelShutdowns(jdbi), clock);
    NamesInMemory names = new NamesInMemory(clients, jdbi);
    names.read();
    main.bind("namesInMemory", names);
    main.bind("findEmbedder", new FindEmbedder(settings, clients, guard, places, local, names));
    Challengers challengers = new Challengers(jdbi, registry, new AuditLog(jdbi, clock), clock);
    FindServing findServing = new FindServing(clients, registry, challengers, findModel, usual);
    Function<ClientId, Redact> redact = new RedactForClient(clients, keys);
    ChooseEmbedder embedders = new ChooseEmbedder(clients, remote, jdbi);
    PastSolutions past =
        new PastSolutions(
            clients,
            new UsableExamples(jdbi, redact, settings.dataset(), LeakageMarkers::in),
            settings.dataset(),
            embedders.from(settings.embedding()),
            embedders.keepingNothing(settings.embedding()));
    main.bind("findServing", findServing);
    main.bind(
        "findFallback",
        new FindFallback(
            findServing,
            new FallbackModels(settings, clients, findModel),
            accountState(clients, states, redact),
            new TellPastSolutions(past, settings.serve().examples()),
            usual));
    main.bind(
        "servings",
        new ServingsInMemory(
            names,
            clients,
            registry,
            new AskRoute<ClientId, Serving>(main, "direct:find-serving", Serving.class),
            new AskRoute<FallbackRequest, ServedModel>(
                main, "direct:find-fallback", ServedModel.class)));
  }

  /** As a dataset that was built now would have it. */
  private static Function<ClientId, String> accountState(
      Clients clients, AccountStates states, Function<ClientId, Redact> redact) {
    return client -> {
      String prompt = states.prompt(client, clients.config(client).displayName()).text();
      return redact.apply(client).clean(prompt).text();
    };
  }
}
