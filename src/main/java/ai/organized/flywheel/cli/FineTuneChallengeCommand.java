package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.Challengers;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fine-tune challenge}: a version is tried out beside the one that answers. */
@Command(
    name = "challenge",
    description = "Tries a version out on a share of the conversations, or on copies of them.")
final class FineTuneChallengeCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", description = "the version, for instance 3; not with --end")
  Integer version;

  @ArgGroup(multiplicity = "1")
  Way way;

  @Spec CommandSpec spec;

  /** One of the three. */
  static final class Way {
    @Option(
        names = "--percent",
        description = "how much of the conversations it answers, 0 to 50, for instance 12.5")
    Double percent;

    @Option(names = "--shadow", description = "it gets copies, and its answers go nowhere")
    boolean shadow;

    @Option(names = "--end", description = "it is tried out no more")
    boolean end;
  }

  @Override
  public Integer call() {
    if (way.end != (version == null)) {
      throw new ParameterException(
          spec.commandLine(),
          way.end
              ? "--end ends what is tried out, whichever it is: leave --version out"
              : "say which version is to be tried out: --version N");
    }
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      spec.commandLine().getOut().println(way.end ? end(store, id) : begin(store, id));
      return 0;
    }
  }

  private String begin(Store store, ClientId id) {
    String person = AuditLog.localPerson();
    Challengers challengers = store.challengers();
    Challengers.Challenger trial =
        way.shadow
            ? challengers.shadow(person, id, version)
            : challengers.answer(person, id, version, way.percent);
    return id
        + " tries out "
        + trial.words()
        + ". To end it: flywheel fine-tune challenge --client "
        + id
        + " --end";
  }

  private static String end(Store store, ClientId id) {
    return store
        .challengers()
        .end(AuditLog.localPerson(), id, "ended by hand")
        .map(trial -> id + " tries out v" + trial.version() + " no more")
        .orElse(id + " tries out no version");
  }
}
