package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.openclaw.ConfigFile;
import ai.organized.flywheel.openclaw.ProviderRows;
import ai.organized.flywheel.openclaw.RegisteredClient;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.settings.Settings.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openclaw …}: OpenClaw's agents call the gateway as a provider of models. */
@Command(
    name = "openclaw",
    description = "Makes the gateway known to OpenClaw.",
    subcommands = OpenClawCommand.Register.class)
final class OpenClawCommand {

  @Command(
      name = "register",
      description = "Prints, or merges into openclaw.json, the provider with a model per client.")
  static final class Register implements Callable<Integer> {
    @Option(names = "--client", description = "a client; may be given several times")
    List<String> clients = List.of();

    @Option(names = "--all", description = "every client that has a config")
    boolean all;

    @Option(names = "--write", paramLabel = "FILE", description = "merge into this openclaw.json")
    Path file;

    @Option(names = "--base-url", description = "where OpenClaw reaches the gateway, with /v1")
    String baseUrl;

    @Option(names = "--no-agent", description = "the provider alone, no agent per client")
    boolean noAgent;

    @Option(names = "--drop-comments", description = "write also when the file loses comments")
    boolean dropComments;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (all == !clients.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "name clients with --client, or --all");
      }
      if (baseUrl != null && !baseUrl.matches("https?://[^\\s/]+(/[^\\s]*)?")) {
        throw new ParameterException(
            spec.commandLine(), "--base-url is an address such as http://127.0.0.1:8787/v1");
      }
      try (Store store = Store.open()) {
        List<RegisteredClient> registered = registered(store);
        ProviderRows rows =
            new ProviderRows(
                baseUrl == null ? address(store.settings().server()) : baseUrl,
                registered,
                !noAgent);
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
          out.print(ProviderRows.text(rows.document()));
          out.flush();
        } else {
          write(store, rows, out);
        }
        explain(registered.size());
        return 0;
      }
    }

    private List<RegisteredClient> registered(Store store) {
      List<ClientId> ids =
          all ? store.clients().ids() : clients.stream().map(store.names()::resolve).toList();
      if (ids.isEmpty()) {
        throw new RefusedException(
            "unknown_client",
            "no client has a config.json in " + store.settings().places().clients());
      }
      return ids.stream().distinct().map(id -> registered(store, id)).toList();
    }

    private static RegisteredClient registered(Store store, ClientId id) {
      if (!store.names().isConfigured(id)) {
        throw new RefusedException(
            "unknown_client",
            "there is no client " + id + "; write " + store.clients().folder(id) + "/config.json");
      }
      ClientConfig config = store.clients().config(id);
      Optional<ModelVersion> active = store.registry().active(id);
      return new RegisteredClient(id, config.displayName(), active.map(ModelVersion::provider));
    }

    private static String address(Server server) {
      String host = server.host().matches("0\\.0\\.0\\.0|::") ? "127.0.0.1" : server.host();
      return "http://"
          + (host.contains(":") ? "[" + host + "]" : host)
          + ":"
          + server.port()
          + "/v1";
    }

    private void write(Store store, ProviderRows rows, PrintWriter out) throws IOException {
      Optional<Path> backup = ConfigFile.at(file).add(rows, dropComments);
      if (backup.isEmpty()) {
        out.println(file + " has all of it already");
        return;
      }
      AuditLog log = new AuditLog(store.database().jdbi(), store.clock());
      rows.clients()
          .forEach(
              client ->
                  log.add(
                      AuditLog.localPerson(),
                      Action.REGISTERED,
                      client.id(),
                      null,
                      "with OpenClaw, at " + rows.baseUrl()));
      out.println("wrote " + file + "; what was there is in " + backup.get());
    }

    private void explain(int clients) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "OpenClaw sends the key in its environment's FLYWHEEL_KEY; without API keys any.");
      if (clients > 1) {
        err.println("One provider has one key: for several clients it is an operator's.");
      }
      if (!noAgent) {
        err.println("With a second agent OpenClaw wants bindings for its channels.");
      }
    }
  }
}
