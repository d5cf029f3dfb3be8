package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.cycle.BeginDataset;
import ai.organized.flywheel.dataset.ChooseQuestions;
import ai.organized.flywheel.dataset.CompareMeanings;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.FindDuplicates;
import ai.organized.flywheel.dataset.KeepAway;
import ai.organized.flywheel.dataset.LeakFirewall;
import ai.organized.flywheel.dataset.Redact;
import ai.organized.flywheel.dataset.RedactExamples;
import ai.organized.flywheel.dataset.RedactForClient;
import ai.organized.flywheel.dataset.RedactedExamples;
import ai.organized.flywheel.dataset.ScanResidue;
import ai.organized.flywheel.dataset.SortCandidates;
import ai.organized.flywheel.dataset.WithholdFromPrompt;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.choose.ChooseEmbedder;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.validate.LeakageMarkers;
import ai.organized.flywheel.vectors.BlockedCosine;
import ai.organized.flywheel.vectors.VectorStore;
import ai.organized.flywheel.vectors.chroma.ChromaStore;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** The steps of the route {@code build-dataset}. */
final class BindDatasets {
  private BindDatasets() {}

  static void bind(
      Main main,
      Settings settings,
      Jdbi jdbi,
      Clients clients,
      AccountStates states,
      DatasetStore datasets,
      RedactionKeys keys,
      CallRemote remote) {
    DatasetRules rules = settings.dataset();
    Embedder embedder = new ChooseEmbedder(clients, remote, jdbi).from(settings.embedding());
    Function<ClientId, Redact> redact = new RedactForClient(clients, keys);
    main.bind("beginDataset", new BeginDataset(rules, clients, states, datasets));
    main.bind("redactExamples", new RedactExamples(new RedactedExamples(jdbi), redact));
    main.bind("sortCandidates", new SortCandidates(LeakageMarkers::in));
    main.bind("findDuplicates", new FindDuplicates(rules));
    main.bind(
        "compareMeanings",
        new CompareMeanings(
            embedder, vectors(settings, embedder, remote), settings.embedding(), rules));
    main.bind("chooseQuestions", new ChooseQuestions(rules));
    main.bind("keepAway", new KeepAway(rules));
    main.bind("withholdFromPrompt", new WithholdFromPrompt(rules));
    main.bind("scanResidue", new ScanResidue(redact));
    main.bind("leakFirewall", new LeakFirewall(rules));
  }

  private static VectorStore vectors(Settings settings, Embedder embedder, CallRemote remote) {
    return settings
        .embedding()
        .chroma()
        .<VectorStore>map(server -> new ChromaStore(server, embedder.fingerprint(), remote))
        .orElseGet(BlockedCosine::new);
  }
}
