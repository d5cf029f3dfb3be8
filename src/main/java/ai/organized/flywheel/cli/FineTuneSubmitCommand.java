package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune submit}: a training that failed begins anew, once {@code run} is at work. */
@Command(name = "submit", description = "Submits a failed or refused training again.")
final class FineTuneSubmitCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", required = true, description = "the version, for instance 3")
  int version;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      store.submitAgain().submit(id, version);
      spec.commandLine()
          .getOut()
          .println(id + " v" + version + " is submitted; a running flywheel takes it up at once");
      return 0;
    }
  }
}
