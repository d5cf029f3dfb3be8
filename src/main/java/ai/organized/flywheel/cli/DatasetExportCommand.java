package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Candidates;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetLines;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.NearQuestions;
import ai.organized.flywheel.dataset.Part;
import ai.organized.flywheel.dataset.PreferencePair;
import ai.organized.flywheel.dataset.PreferencePairs;
import ai.organized.flywheel.dataset.PreferenceRules;
import ai.organized.flywheel.dataset.PreferenceShape;
import ai.organized.flywheel.dataset.Redact;
import ai.organized.flywheel.dataset.RedactForClient;
import ai.organized.flywheel.dataset.RedactedExamples;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.storage.WholeFile;
import ai.organized.flywheel.validate.LeakageMarkers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dataset export --kind preference}: pairs for DPO out of a client's scored answers. */
@Command(
    name = "export",
    description = "Writes what is not for supervised training: preference pairs for DPO.")
final class DatasetExportCommand implements Callable<Integer> {
  private static final double ANY_SCORE = 0;

  /** What can be exported. */
  enum Kind {
    PREFERENCE
  }

  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--kind", required = true, description = "preference")
  Kind kind;

  @Option(names = "--shape", required = true, description = "openai or trl")
  PreferenceShape shape;

  @Option(names = "--out", description = "the file to write; stdout when left out")
  Path out;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      Redact redact = new RedactForClient(store.clients(), store.redactionKeys()).apply(id);
      PreferencePairs pairs = pairs(store, id, redact);
      String prompt = redact.clean(prompt(store, id)).text();
      scan(id, pairs.pairs(), prompt, redact);
      if (out == null) {
        PrintWriter stdout = spec.commandLine().getOut();
        for (PreferencePair pair : pairs.pairs()) {
          stdout.print(new String(shape.line(prompt, pair), StandardCharsets.UTF_8));
        }
        stdout.flush();
      } else {
        WholeFile.write(out.toAbsolutePath(), file -> lines(file, prompt, pairs.pairs()));
      }
      tell(id, pairs);
      return 0;
    }
  }

  private void lines(OutputStream file, String prompt, List<PreferencePair> pairs)
      throws IOException {
    for (PreferencePair pair : pairs) {
      file.write(shape.line(prompt, pair));
    }
  }

  /** Of every version: what one model is asked, the next must not have learned. */
  private static PreferencePairs pairs(Store store, ClientId id, Redact redact) {
    ClientConfig config = store.clients().config(id);
    DatasetRules rules = store.settings().dataset();
    new RedactedExamples(store.database().jdbi()).redact(id, ANY_SCORE, redact);
    List<Example> examples = new ArrayList<>();
    Candidates candidates = store.datasets().candidates(id, ANY_SCORE);
    candidates.redactedBy(redact.rules());
    candidates.forEach((place, example) -> examples.add(example));
    List<Example> asked = examples.stream().filter(e -> e.past() == Example.Past.ASKED).toList();
    NearQuestions near = new NearQuestions(asked, rules.nearDuplicate());
    Set<String> quarantined = quarantined(store, id);
    return PreferencePairs.of(
        examples,
        new PreferenceRules(
            config.scoreThreshold().orElse(rules.scoreThreshold()),
            rules.preferenceMargin(),
            rules.nearDuplicate(),
            example -> quarantined.contains(example.id()) || near.test(example),
            LeakageMarkers::in));
  }

  /** What the newest version keeps away, by meaning too. */
  private static Set<String> quarantined(Store store, ClientId id) {
    DatasetLines lines = new DatasetLines(store.database().jdbi());
    return store
        .datasets()
        .newest(id)
        .map(newest -> lines.dropped(id, newest.version()))
        .orElse(List.of())
        .stream()
        .filter(dropped -> dropped.part().equals(Part.QUARANTINED.word()))
        .map(DatasetLines.Dropped::id)
        .collect(Collectors.toSet());
  }

  private static void scan(ClientId id, List<PreferencePair> pairs, String prompt, Redact redact) {
    Map<String, Integer> left = new TreeMap<>(redact.left(prompt));
    for (PreferencePair pair : pairs) {
      String texts = pair.question() + "\n" + pair.chosenAnswer() + "\n" + pair.rejectedAnswer();
      redact.left(texts).forEach((kind, count) -> left.merge(kind, count, Integer::sum));
    }
    if (!left.isEmpty()) {
      throw new RefusedException(
          "personal_data",
          "nothing of client " + id + " was exported: personal data seems to be left, " + left);
    }
  }

  /** The one that the newest dataset was written with, else the one that the next would have. */
  private static String prompt(Store store, ClientId id) {
    String name = store.clients().config(id).displayName();
    return store
        .datasets()
        .newest(id)
        .map(Dataset::systemPrompt)
        .orElseGet(() -> store.states().prompt(id, name).text());
  }

  private void tell(ClientId id, PreferencePairs pairs) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        pairs.pairs().size()
            + " preference pairs of "
            + pairs.problems()
            + " problems of client "
            + id
            + (out == null ? "" : " in " + out));
    pairs
        .leftOut()
        .forEach((reason, count) -> err.println("left out: " + count + " " + reason.words()));
    if (pairs.pairs().isEmpty()) {
      err.println(
          "no problem has an answer from the threshold on and one below it by the margin; see:"
              + " flywheel experiments count --client "
              + id);
    }
  }
}
