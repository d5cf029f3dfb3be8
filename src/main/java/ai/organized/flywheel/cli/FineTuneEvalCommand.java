package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.storage.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune eval}: what a version was judged by, question by question. */
@Command(name = "eval", description = "Shows the evaluation of a version, question by question.")
final class FineTuneEvalCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", required = true, description = "the version, for instance 3")
  int version;

  @Option(
      names = "--again",
      description = "ask today's questions first, of it and of the version before it")
  boolean again;

  @Option(names = "--json", description = "print it as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      ModelVersion model = store.registry().version(id, version);
      if (again) {
        requireActive(model);
        String what = "whether it is still better than the version before it";
        store.audit().add(AuditLog.localPerson(), Action.ASKED, id, version, what);
        String answer = new AskRecheck(store).ask(id);
        spec.commandLine().getErr().println(answer);
      }
      StoredEvaluation evaluation =
          StoredEvaluation.newest(store.database().jdbi(), id, version)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "not_evaluated",
                          "version "
                              + version
                              + " of client "
                              + id
                              + " is "
                              + model.state().word()
                              + " and was not evaluated yet; see: flywheel fine-tune status"
                              + " --client "
                              + id));
      if (json) {
        spec.commandLine().getOut().println(Json.text(evaluation.json()));
      } else {
        new EvaluationTable(spec.commandLine().getOut())
            .print(evaluation, store.settings().evaluation().regressionTolerance());
      }
      return 0;
    }
  }

  private static void requireActive(ModelVersion model) {
    if (model.state() != ModelState.ACTIVE) {
      throw new RefusedException(
          "not_active",
          "version "
              + model.version()
              + " of client "
              + model.client()
              + " is "
              + model.state().word()
              + "; only the version that answers is compared again. See: flywheel fine-tune list");
    }
  }
}
